#pragma once

#include "fuzz/support/abnf.hpp"

#include <string_view>

namespace smtpspec::fuzz {

/// The ABNF of RFC 5321 §4.1 and of the extensions that add to it, as the standards print it.
const Grammar& smtp_grammar();

/// Without regard to the case of ASCII letters.
bool same(std::string_view a, std::string_view b);

/// The parts of a mailbox that the grammar gave.
struct Mailbox {
  std::string_view local_part, domain;
};
/// Without a look at anything but the end of a quoted string and the first "@" behind it.
Mailbox split(std::string_view mailbox);
/// The local-part without its quotes and backslashes.
std::string unquoted(std::string_view local_part);
/// The octets of xtext that the grammar gave.
std::string decoded(std::string_view xtext);

/// A command line without its CRLF, read by the grammar and then held against what the standards say in words
/// beside it: §4.5.3.1 (lengths), §4.1.3 (numbers in literals), no parameter twice, counts of 64 bits.
bool is_command(std::string_view line);
/// A path with its brackets, as a reverse-path or, if `forward`, a forward-path.
bool is_path(std::string_view text, bool forward);
/// Where the path ends, its bracket included, that such a command has at the beginning of `text`.
std::size_t path_end(std::string_view text);
bool is_domain_or_literal(std::string_view text);
/// The value of the parameter, which is written as in the EHLO keyword of its RFC: "SIZE", "NOTIFY".
bool is_value(std::string_view keyword, std::string_view value);

}  // namespace smtpspec::fuzz
