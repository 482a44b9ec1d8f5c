#pragma once

#include "harness/language/ast.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

namespace smtpspec::player {

// What the player does besides the steps that a scenario can write.
/// Opens the current connection and waits until it is up.
struct Dial {};
/// EHLO, HELO or LHLO, and remembers what is announced.
struct SayHello {
  enum class How : std::uint8_t { ehlo_or_helo, helo, lhlo } how = How::ehlo_or_helo;
};
/// Skips the case unless these are announced.
struct CheckNeeds {};
/// Skips the case unless STARTTLS is announced.
struct CheckStartTls {};
/// AUTH with the target's credentials and the first mechanism that both sides know.
struct LogIn {};
/// Says QUIT on the current connection, waits a moment for the answer, and closes.
struct SayGoodbye {
  int connection = 0;
};

struct Instruction {
  std::variant<std::shared_ptr<const language::Step>, Dial, SayHello, CheckNeeds, CheckStartTls, LogIn,
               SayGoodbye>
      what;
  bool of_given = false;  ///< set-up that the scenario did not write
};

}  // namespace smtpspec::player
