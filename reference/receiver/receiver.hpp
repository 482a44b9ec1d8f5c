#pragma once

#include "reference/receiver/conduct.hpp"
#include "reference/receiver/message.hpp"
#include "reference/receiver/site.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace smtpspec::receiver {

// What the receiver asks of its host. Order matters.
struct Send {
  std::string octets;
  bool operator==(const Send&) const = default;
};
/// Barrier: answer with tls_started() or tls_failed().
struct StartTls {
  bool operator==(const StartTls&) const = default;
};
/// Nothing is read any more.
struct Close {
  bool reset = false;
  bool operator==(const Close&) const = default;
};
/// Barrier: answer with stored().
struct Store {
  Message message;
  bool operator==(const Store&) const = default;
};
/// Barrier: one step of a SASL exchange; answer with sasl(). `mechanism` is in upper case; `response` is
/// decoded. In the first step it is the initial response, or nothing where the server speaks first.
struct SaslStep {
  std::string mechanism;
  std::optional<std::string> response;
  bool first = false;
  bool operator==(const SaslStep&) const = default;
};
/// TURN was accepted (RFC 821 §3.8): the host plays the sender from here. Nothing is read any more.
struct SwapRoles {
  bool operator==(const SwapRoles&) const = default;
};
/// The actions behind it are carried out that much later. Only a fault asks for it (faults.hpp).
struct Delay {
  std::chrono::milliseconds time{0};
  bool operator==(const Delay&) const = default;
};
using Action = std::variant<Send, StartTls, Close, Store, SaslStep, SwapRoles, Delay>;
using Actions = std::vector<Action>;

enum class StoreResult : std::uint8_t { kept, try_later, refused };
struct SaslResult {
  enum class Kind : std::uint8_t {
    challenge,
    success,
    failure,
    unknown_mechanism,
    malformed
  } kind = Kind::failure;
  std::string text;  ///< challenge (raw octets, not base64) or the authenticated user
};

/// The executable model of an SMTP receiver: framing, conversation and reply form, without sockets, clocks or
/// threads. A regular value: copyable and comparable. Between barriers the actions (their octets joined) are
/// the same however the input is cut. After a barrier action, feed() only keeps what it is given until the
/// answer comes: a host that bounds its memory feeds nothing while waiting().
class Receiver {
 public:
  explicit Receiver(std::shared_ptr<const Site> site, Conduct conduct = {});
  ~Receiver();
  Receiver(const Receiver&);
  Receiver(Receiver&&) noexcept;
  Receiver& operator=(const Receiver&);
  Receiver& operator=(Receiver&&) noexcept;

  /// The connection is up (over implicit TLS if `tls`): the greeting.
  Actions open(bool tls = false);
  /// What the trace fields of the messages to come say: the core has no clock and no socket. Any time.
  void set_circumstances(Circumstances circumstances);
  Actions feed(std::string_view octets);
  Actions tls_started();
  Actions tls_failed();
  Actions stored(StoreResult result);
  Actions sasl(const SaslResult& result);
  /// The idle deadline passed: 421 and close (RFC 5321 §3.8, §4.5.3.2).
  Actions expired();
  /// The host is being shut down: 421 and close (RFC 5321 §3.8).
  Actions shut_down();
  bool closed() const;
  /// A barrier action was handed out, and its answer is awaited.
  bool waiting() const;
  /// What the conversation has come to.
  const Session& session() const;
  /// The decisions consulted since construction: a conduct that differs in none of them behaves the same.
  DecisionSet consulted() const;
  friend bool operator==(const Receiver& a, const Receiver& b);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::receiver
