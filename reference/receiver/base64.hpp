#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::receiver {

/// RFC 4648 §4, strictly: no octet outside the alphabet, padding where it is due (RFC 4954 §4). Nothing if it
/// is wrong.
std::optional<std::string> decode_base64(std::string_view text);
/// Octets outside the alphabet are skipped, and the padding may be missing.
std::string decode_base64_leniently(std::string_view text);
std::string encode_base64(std::string_view octets);

}  // namespace smtpspec::receiver
