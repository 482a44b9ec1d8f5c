#pragma once

#include "reference/receiver/site.hpp"
#include "reference/reply/reply.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace smtpspec::oracle {

/// How a reply stands to the standard.
enum class Grade : std::uint8_t {
  lawful,       ///< as the standard asks, or a choice it leaves open
  tolerable,    ///< a SHOULD is broken, or an unusual code of the right class
  unlawful,     ///< no reading of the standard permits it
  unexplained,  ///< no input that it could belong to is known
};

/// What the oracle thinks of one reply.
struct View {
  Grade grade = Grade::unexplained;
  std::string permitted;  ///< "503 | 554 | (warn) 5yz"
  std::string clause;     ///< "RFC5321-3.3-n: What answers RCPT without MAIL?"
  std::string input;      ///< what it answers, as sent: "RCPT TO:<...>"; empty for the greeting
  std::string
      deviation;  ///< unlawful: the choice that would explain it, "rcpt-before-mail=taken"; may be empty
};

/// Judges a dialogue: the model, following what a target answered. It says whether each reply is permitted,
/// and goes on from what the target did (a refused recipient is no recipient). Bounded in memory; never
/// throws on input. It is evidence, not law. A regular value.
class Oracle {
 public:
  /// `site` is what is known of the target's administration. `tls`: the connection began with TLS.
  explicit Oracle(std::shared_ptr<const receiver::Site> site, bool tls = false);
  ~Oracle();
  Oracle(const Oracle&);
  Oracle(Oracle&&) noexcept;
  Oracle& operator=(const Oracle&);
  Oracle& operator=(Oracle&&) noexcept;

  /// Octets that went to the target, in order; as they are before TLS.
  void sent(std::string_view octets);
  /// A reply came. The first is the greeting.
  View received(const reply::Reply& reply);
  /// The target closed the connection. Lawful after QUIT, 421, 521, or several errors; nothing follows.
  View closed();
  /// The handshake behind a 220 to STARTTLS succeeded.
  void tls_started();
  /// Replies are still due for what was sent.
  bool reply_due() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::oracle
