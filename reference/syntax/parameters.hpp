#pragma once

#include "reference/syntax/command.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace smtpspec::syntax {

/// What is wrong with an ESMTP parameter beyond its spelling.
enum class ParameterFault : std::uint8_t {
  none,
  unknown,          ///< no extension read here defines it (555)
  wrong_command,    ///< NOTIFY on MAIL, RET on RCPT
  value_missing,    ///< SIZE without a value
  value_forbidden,  ///< SMTPUTF8=1
  bad_value,        ///< BODY=9BIT, NOTIFY=NEVER,SUCCESS, ENVID=a+0Ab
};
struct ParameterCheck {
  ParameterFault fault = ParameterFault::none;
  std::string_view extension;  ///< the EHLO keyword that brings it, such as "DSN"; empty if unknown
};
/// Judges one parameter of MAIL or RCPT. Whether the extension is offered is for the caller to ask.
ParameterCheck check_parameter(Verb verb, const Parameter& parameter);
/// The parameter with this keyword (without case), or nothing.
const Parameter* find_parameter(const Command& command, std::string_view keyword);

/// BODY (RFC 6152, RFC 3030 §3).
enum class Body : std::uint8_t { seven_bit, eight_bit_mime, binary_mime };
/// RET (RFC 3461 §4.3).
enum class Return : std::uint8_t { full, headers };
/// NOTIFY (RFC 3461 §4.1).
struct Notify {
  bool never = false, success = false, failure = false, delay = false;
  bool operator==(const Notify&) const = default;
};
/// ORCPT (RFC 3461 §4.2). The address is still xtext.
struct OriginalRecipient {
  std::string_view type, address;
};
/// BY (RFC 2852 §4).
struct DeliverBy {
  std::int32_t seconds = 0;
  char mode = 'R';
  bool trace = false;
};

// Each reads the value of one parameter; nothing if it breaks the grammar of its RFC.
std::optional<std::uint64_t> parse_size(
    std::string_view value);  ///< 1*20DIGIT (RFC 1870 §5); over 64 bits: the greatest
std::optional<Body> parse_body(std::string_view value);
std::optional<Return> parse_ret(std::string_view value);
std::optional<Notify> parse_notify(std::string_view value);
std::optional<OriginalRecipient> parse_orcpt(std::string_view value);
std::optional<DeliverBy> parse_by(std::string_view value);
bool is_envid(std::string_view value);  ///< xtext for printable ASCII, at most 100 octets (RFC 3461 §4.4)
bool is_auth_mailbox(std::string_view value);  ///< "<>" or xtext for a mailbox (RFC 4954 §5)
bool is_holdfor(std::string_view value);       ///< %x31-39 *8DIGIT (RFC 4865 §5)
bool is_date_time(std::string_view value);     ///< HOLDUNTIL (RFC 4865 §5), RFC 3339
bool is_priority(std::string_view value);      ///< MT-PRIORITY: -9 to 9 (RFC 6710 §4)

}  // namespace smtpspec::syntax
