#pragma once

#include "reference/syntax/command.hpp"

#include <string>
#include <string_view>

namespace smtpspec::syntax {

/// Writes a command in its canonical form, without the line end: from its fields, not from the text it was
/// read from. For a command without oddities, parsing the result gives the same fields.
void append_command(std::string& out, const Command& command);
/// With the brackets: <@a,@b:local@domain>.
void append_path(std::string& out, const Path& path);
/// The local-part for these octets (printable ASCII or UTF-8): a dot-string where it can be one, else quoted.
std::string print_local_part(std::string_view octets);
/// The octets a local-part stands for: quotes and quoted-pairs undone.
std::string unquote_local_part(std::string_view local_part);

/// Writes content as it goes behind 354: leading dots doubled, a missing last CRLF added, and the end of the
/// content. Reading it by the conforming rules gives the content (and that CRLF).
void append_stuffed(std::string& out, std::string_view content);

}  // namespace smtpspec::syntax
