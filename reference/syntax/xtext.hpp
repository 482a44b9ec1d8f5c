#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::syntax {

/// xtext (RFC 3461 §4): printable ASCII without "+", "=" and SP; other octets as "+" and two upper-case hex
/// digits. The offset of the first octet that breaks the grammar; nothing if there is none.
std::optional<std::size_t> xtext_error(std::string_view text);
/// The octets that `text` stands for; nothing if it is not xtext.
std::optional<std::string> decode_xtext(std::string_view text);
/// decode_xtext(encode_xtext(x)) == x for all octets.
std::string encode_xtext(std::string_view octets);

}  // namespace smtpspec::syntax
