#pragma once

#include <cstddef>
#include <string_view>

namespace smtpspec::syntax {

/// Length of the well-formed UTF-8 sequence (RFC 3629 §4: no overlong form, no surrogate) that `text` begins
/// with; 0 if it begins with none.
std::size_t utf8_sequence(std::string_view text);
/// Length of the longest prefix that is UTF-8.
std::size_t utf8_prefix(std::string_view text);
bool is_utf8(std::string_view text);
bool is_ascii(std::string_view text);

}  // namespace smtpspec::syntax
