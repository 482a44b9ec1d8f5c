#pragma once

#include "harness/language/diagnostic.hpp"

#include <optional>
#include <string_view>

namespace smtpspec::language {

/// How many octets the UTF-8 sequence at `offset` has (RFC 3629 §4); 0 if there is none.
std::size_t utf8_length(std::string_view text, std::size_t offset);

/// Scenario files are UTF-8 text: the first octet that is not, or that is a control octet other than HT and
/// the line ends.
std::optional<Diagnostic> encoding_error(std::string_view file_name, std::string_view text);

}  // namespace smtpspec::language
