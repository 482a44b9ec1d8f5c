#pragma once

#include "harness/player/instruction.hpp"
#include "harness/player/player.hpp"

#include <vector>

namespace smtpspec::player {

/// How far the session has got before the first step: `given`, and what the target's profile demands.
struct Prologue {
  enum class Hello : std::uint8_t { none, ehlo, helo, lhlo } hello = Hello::ehlo;
  bool connect = true;
  bool read_greeting = true;
  bool tls = false;
  bool log_in = false;
  bool mail = false;
  std::uint32_t recipients = 0;
  bool data = false;
};
Prologue prologue(const language::Scenario& scenario, const Circumstances& circumstances);

/// What brings a fresh connection that far.
std::vector<Instruction> instructions(const Prologue& prologue);

/// Mailboxes that a target can be asked for; `given rcpt(N)` with more is skipped.
inline constexpr std::uint32_t kMostRecipients = 2;

}  // namespace smtpspec::player
