#pragma once

#include <string_view>
#include <vector>

namespace smtpspec::receiver {

/// The words of a list in a constexpr table, parted by single spaces.
inline void append_words(std::string_view list, std::vector<std::string_view>& out) {
  while (!list.empty()) {
    const std::size_t space = list.find(' ');
    out.push_back(list.substr(0, space));
    list.remove_prefix(space == std::string_view::npos ? list.size() : space + 1);
  }
}

}  // namespace smtpspec::receiver
