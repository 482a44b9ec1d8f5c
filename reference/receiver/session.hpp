#pragma once

#include "reference/receiver/conversation.hpp"
#include "reference/receiver/ruling.hpp"
#include "reference/receiver/site.hpp"
#include "reference/syntax/content.hpp"
#include "reference/syntax/framing.hpp"
#include "reference/syntax/parameters.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::receiver {

/// One accepted recipient. `parameters` are as given (NOTIFY=..., ORCPT=...).
struct Recipient {
  std::string forward_path;  ///< as it will be used: route stripped or kept by conduct
  std::vector<std::string> parameters;
  bool relayed = false;      ///< not for a local domain
  std::string next_hop;      ///< for relayed: the route's next host, or the domain
  std::string reverse_path;  ///< for relayed, where conduct follows RFC 821 §3.6: as it is passed on
  bool operator==(const Recipient&) const = default;
};

/// The three buffers of a mail transaction (RFC 5321 §4.1.1) and what was said about them.
struct Transaction {
  bool open = false;  ///< MAIL was taken
  std::string reverse_path;
  std::vector<std::string> parameters;
  syntax::Body body = syntax::Body::seven_bit;
  bool smtputf8 = false;
  std::uint64_t declared_size = 0;
  bool to_terminal = false;  ///< begun by SEND (RFC 821 §3.4)
  std::vector<Recipient> recipients;
  std::uint32_t phantoms = 0;  ///< counted as accepted, but nobody gets the message
  std::uint32_t refused = 0;
  bool doomed = false;  ///< DATA was taken without a recipient
  bool chunking = false;
  bool chunk_failed = false;
  std::string content;
  std::uint64_t octets = 0;  ///< of the chunks so far, kept or not
  void clear(Effects effects);
  bool operator==(const Transaction&) const = default;
};

/// What is read next.
enum class Mode : std::uint8_t { command, content, chunk, response, closed };

/// MAIL, SEND, SOML and SAML.
bool begins_transaction(syntax::Verb verb);

/// The state of a session, and the rules over it. consider() says what may be answered, apply() carries one
/// of it out; who chooses (a conduct, or the answer of a target) is not known here. A regular value.
struct Session {
  explicit Session(std::shared_ptr<const Site> administered);

  // Each puts the decisions of one input. Nothing changes.
  void consider(const syntax::Command& command, Ruling& ruling) const;
  void consider_refused_line(syntax::LineFault fault, Ruling& ruling) const;
  void consider_chunk(const syntax::Command& command, Ruling& ruling) const;
  void consider_end_of_data(const syntax::ContentReader& reader, Ruling& ruling) const;
  /// Of a message that came by so many hosts.
  void consider_hops(std::size_t hops, Ruling& ruling) const;
  void consider_response(std::string_view line, Ruling& ruling) const;
  void consider_success(Ruling& ruling) const;
  void consider_failure(Ruling& ruling) const;

  /// Carries out what `permitted` does after `command`. Decisions about what is cleared are put to `silent`.
  void apply(const Permitted& permitted, const syntax::Command& command, Ruling& silent);
  /// The end of data was answered: the buffers are cleared (RFC 5321 §4.1.1.4).
  void end_data(bool accepted, Ruling& silent);
  /// TLS is up: what was learned without it is forgotten (RFC 3207 §4.2).
  void start_tls(Ruling& silent);
  /// As if the client had given no name.
  void forget_greeting();

  Point point() const;
  /// The site keeps AUTH for TLS, which is not up (RFC 4954 §4).
  bool auth_awaits_tls() const { return site->auth_needs_tls && !tls; }
  std::size_t accepted_recipients() const { return transaction.recipients.size() + transaction.phantoms; }

  std::shared_ptr<const Site> site;
  Extensions offered;  ///< what EHLO announces
  bool greeted = false;
  bool extended = false;  ///< by EHLO or LHLO
  std::string client_name;
  bool tls = false;
  std::string user;
  bool authenticated = false;
  std::string mechanism;  ///< of the exchange under way
  Mode mode = Mode::command;
  Transaction transaction;
  std::uint32_t errors = 0;
  std::uint32_t auth_failures = 0;

  bool operator==(const Session&) const = default;
};

}  // namespace smtpspec::receiver
