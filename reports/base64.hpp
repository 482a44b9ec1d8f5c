#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::reports {

/// RFC 4648 §4, padded, on one line.
std::string to_base64(std::string_view octets);
/// Nothing when the text is not what to_base64() writes.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace smtpspec::reports
