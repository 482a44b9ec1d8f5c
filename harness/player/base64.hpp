#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::player {

/// RFC 4648 §4, padded, on one line.
std::string base64_encode(std::string_view octets);
/// Nothing if it is not base64 (padding required).
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace smtpspec::player
