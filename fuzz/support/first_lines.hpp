#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace smtpspec::fuzz {

/// So many lines from the front, each with its LF, or as many as there are.
inline std::string_view first_lines(std::string_view octets, std::size_t lines) {
  std::size_t end = 0;
  for (; lines > 0 && end < octets.size(); --lines)
    end = std::min(octets.find('\n', end), octets.size() - 1) + 1;
  return octets.substr(0, end);
}

}  // namespace smtpspec::fuzz
