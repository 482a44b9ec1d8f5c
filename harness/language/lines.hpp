#pragma once

#include <string_view>
#include <vector>

namespace smtpspec::language {

/// The lines of a text without their ends (LF or CRLF).
std::vector<std::string_view> split_lines(std::string_view text);

}  // namespace smtpspec::language
