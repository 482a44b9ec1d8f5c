#pragma once

#include "reference/receiver/receiver.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::receiver {

/// Whose reply a fault strikes. `input` is no reply: the fault is in reading.
enum class Where : std::uint8_t {
  greeting,
  ehlo,
  mail,
  rcpt,
  data,
  end_of_data,
  rset,
  noop,
  quit,
  vrfy,
  bdat,
  starttls,
  auth,
  input
};
/// What no standard words as a choice.
enum class Reaction : std::uint8_t {
  dies,                ///< the connection is reset instead of the reply
  hangs,               ///< no reply to this or anything after it
  drops_reply,         ///< no reply to this
  doubles_reply,       ///< the reply is sent twice
  answers_late,        ///< the reply comes kLate later
  cuts_reply,          ///< half of the reply, and the connection is closed
  loses_octet,         ///< input: the last octet of a read that ends inside a line is lost
  one_command_a_read,  ///< input: what is behind the first line of a read is lost
};
inline constexpr std::chrono::milliseconds kLate{3000};

/// One fault, at one time.
struct Fault {
  Where where = Where::greeting;
  Reaction reaction = Reaction::dies;
  std::uint32_t time = 1;  ///< at which reply of its kind: 1 is the first
  /// "fault:end-of-data:doubles-reply"; with ":2" behind it for the second time.
  std::string name() const;
  bool operator==(const Fault&) const = default;
};
/// In words, for `explain`: "the reply is sent twice".
std::string_view describe(Reaction reaction);
/// The requirements that it breaks wherever it strikes; empty for a reaction that none speaks of.
std::vector<std::string_view> requirements_of(Reaction reaction);
/// Every place and reaction that fit together, each at its first time.
std::vector<Fault> faults();

/// How software behaves: what `serve --deviation` can change.
struct Behaviour {
  Conduct conduct;
  std::optional<Fault> fault;
  bool operator==(const Behaviour&) const = default;
};
/// `base` with the deviation ("decision=choice") or fault ("fault:where:reaction") of that name; nothing if
/// there is none.
std::optional<Behaviour> parse_mutation(std::string_view name, Behaviour base = {});

/// A receiver with a fault, or without: the same interface, and the receiver inside knows nothing of it.
class FaultyReceiver {
 public:
  FaultyReceiver(std::shared_ptr<const Site> site, const Behaviour& behaviour);

  Actions open(bool tls = false);
  void set_circumstances(Circumstances circumstances) { inner_.set_circumstances(std::move(circumstances)); }
  Actions feed(std::string_view octets);
  Actions tls_started();
  Actions tls_failed();
  Actions stored(StoreResult result);
  Actions sasl(const SaslResult& result);
  Actions expired();
  Actions shut_down();
  bool closed() const { return dead_ || inner_.closed(); }
  bool waiting() const { return inner_.waiting(); }
  DecisionSet consulted() const { return inner_.consulted(); }
  const Receiver& inner() const { return inner_; }
  bool operator==(const FaultyReceiver&) const = default;

 private:
  /// What the inner receiver did for the reply at `where`, with the fault in it.
  Actions struck(Where where, Actions actions);
  Actions strike(Actions actions);
  void feed_lines(std::string_view octets, Actions& out);
  Where where_of_line() const;

  Receiver inner_;
  std::optional<Fault> fault_;
  std::uint32_t times_ = 0;
  std::string line_;  // the beginning of the command line under way
  bool line_done_ = true;
  bool dead_ = false;
  bool hanging_ = false;
};

}  // namespace smtpspec::receiver
