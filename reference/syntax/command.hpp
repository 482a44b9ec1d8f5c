#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace smtpspec::syntax {

/// The verbs of RFC 821, RFC 5321 and the extensions read here. `unknown` is any other.
enum class Verb : std::uint8_t {
  unknown,
  helo,
  ehlo,
  mail,
  rcpt,
  data,
  rset,
  noop,
  quit,
  vrfy,
  expn,
  help,
  send,
  soml,
  saml,
  turn,
  starttls,
  auth,
  bdat,
  lhlo,
  etrn,
};
inline constexpr Verb kLastVerb = Verb::etrn;
std::string_view name(Verb verb);
/// Without regard to case; `unknown` for any other.
Verb find_verb(std::string_view text);

/// Lawful but rare forms (bits).
enum class Feature : std::uint32_t {
  source_route = 1 << 0,
  quoted_local_part = 1 << 1,
  ipv4_literal = 1 << 2,
  ipv6_literal = 1 << 3,
  general_literal = 1 << 4,
  null_path = 1 << 5,        ///< <>
  bare_postmaster = 1 << 6,  ///< <Postmaster>, any case, no domain
  parameters = 1 << 7,
  single_label_domain = 1 << 8,
  utf8 = 1 << 9,  ///< non-ASCII that is valid UTF-8 (lawful with SMTPUTF8 only)
  quoted_pair = 1 << 10,
  lower_case_verb = 1 << 11,
};

/// Breaches of the grammar that a liberal parser may overlook (bits). A strict parser refuses each of them.
enum class Oddity : std::uint32_t {
  missing_brackets = 1 << 0,
  space_after_colon = 1 << 1,
  space_before_colon = 1 << 2,
  control_octet = 1 << 3,
  eight_bit = 1 << 4,        ///< not valid UTF-8
  no_domain = 1 << 5,        ///< local-part alone, other than Postmaster
  empty_label = 1 << 6,      ///< a..b or a trailing dot in a domain
  dot_local_part = 1 << 7,   ///< leading, trailing or doubled dot in a dot-string
  long_local_part = 1 << 8,  ///< over 64 octets
  long_domain = 1 << 9,      ///< over 255 octets
  long_path = 1 << 10,       ///< over 256 octets
  underscore_domain = 1 << 11,
  tab_separator = 1 << 12,
  trailing_space = 1 << 13,       ///< white space before the line end (§4.1.1: SHOULD be tolerated)
  unexpected_argument = 1 << 14,  ///< DATA foo, RSET foo, QUIT foo, STARTTLS foo
  missing_argument = 1 << 15,     ///< EHLO alone, VRFY alone
  bad_literal = 1 << 16,          ///< [300.1.2.3]
  bad_parameter = 1 << 17,        ///< keyword or value outside esmtp-keyword / esmtp-value
  bad_greeting_name = 1 << 18,    ///< EHLO argument that is neither a domain nor a literal
  repeated_parameter = 1 << 19,
  garbage_after_path = 1 << 20,  ///< something other than SP parameters after ">"
  bad_count = 1 << 21,           ///< BDAT count that is not 1*DIGIT, or over 64 bits
  bad_local_part = 1 << 22,      ///< a character outside atext in an unquoted local-part
  bad_domain = 1 << 23,          ///< a character outside let-dig-hyp in a domain
  unterminated_quote = 1 << 24,
  unterminated_path = 1 << 25,   ///< no ">"
  bad_route = 1 << 26,           ///< <@a b@c>
  missing_keyword = 1 << 27,     ///< MAIL without FROM:, RCPT without TO:
  bad_mechanism = 1 << 28,       ///< AUTH with something other than 1*20 of A-Z 0-9 - _ (any case is taken)
  leading_space = 1 << 29,       ///< white space before the verb
  extra_space = 1 << 30,         ///< several SP where one stands
  null_forward_path = 1u << 31,  ///< RCPT TO:<>
};

using Features = std::uint32_t;
using Oddities = std::uint32_t;
constexpr bool has(std::uint32_t set, Feature f) { return (set & static_cast<std::uint32_t>(f)) != 0; }
constexpr bool has(std::uint32_t set, Oddity o) { return (set & static_cast<std::uint32_t>(o)) != 0; }

/// A reverse- or forward-path (RFC 5321 §4.1.2). All views point into the line that was parsed.
struct Path {
  std::string_view text;        ///< between the brackets, as written
  std::string_view route;       ///< "@a,@b" without the colon; empty if none
  std::string_view local_part;  ///< as written, quotes included
  std::string_view domain;      ///< as written; "[...]" for a literal; empty for <> and <Postmaster>
};

/// An ESMTP parameter (RFC 5321 §4.1.2). `has_equals` tells KEY= from KEY.
struct Parameter {
  std::string_view keyword;
  std::string_view value;
  bool has_equals = false;
  bool operator==(const Parameter&) const = default;
};

/// Which misreadings of a path the parser commits: they change Path::local_part and Path::domain, never the
/// sets. Conforming by default.
enum class DomainAfter : std::uint8_t {
  last_unquoted_at,
  first_at,  ///< from the first @, quoted or not, to the next @ or quote: "u@local.test"@remote.test is for
             ///< local.test
  last_at,   ///< the last @ of any kind
};
struct Reading {
  DomainAfter domain_after = DomainAfter::last_unquoted_at;
  bool count_wraps = false;  ///< a BDAT count is taken modulo 2^32
};

/// One command line as read. Total: every line gives a Command; `oddities` says what a strict server refuses
/// and `error_offset` where the first oddity stands. Reusing one object makes parsing free of allocation.
struct Command {
  Verb verb = Verb::unknown;
  std::string_view verb_text;
  std::string_view argument;  ///< all after the verb's SP, trailing white space removed
  Path path;                  ///< MAIL, SEND, SOML, SAML, RCPT
  std::vector<Parameter> parameters;
  std::uint64_t chunk_size = 0;       ///< BDAT
  bool last_chunk = false;            ///< BDAT
  std::string_view mechanism;         ///< AUTH
  std::string_view initial_response;  ///< AUTH; "=" stands for empty (RFC 4954 §4)
  bool has_initial_response = false;
  Features features = 0;
  Oddities oddities = 0;
  Oddity error = {};             ///< the first oddity, if there is any
  std::size_t error_offset = 0;  ///< where it stands in the line
};

/// Reads one line without its line end. `command` is overwritten; its views live as long as `line`.
void parse_command(std::string_view line, const Reading& reading, Command& command);

/// In words, for messages and the docs: "the path is not in angle brackets".
std::string_view describe(Oddity oddity);
std::string_view describe(Feature feature);

}  // namespace smtpspec::syntax
