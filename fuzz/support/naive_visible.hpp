#pragma once

#include "fuzz/support/require.hpp"
#include "reference/reply/visible.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// The octets that were made visible.
inline std::string octets_of_visible(std::string_view text) {
  constexpr std::string_view kNames = "\\rnt", kOctets = "\\\r\n\t", kHex = "0123456789abcdef";
  std::string octets;
  while (!text.empty()) {
    if (text.front() != '\\') {
      octets += text.front();
      text.remove_prefix(1);
    } else if (const std::size_t named = kNames.find(text.at(1)); named != std::string_view::npos) {
      octets += kOctets[named];
      text.remove_prefix(2);
    } else {
      octets += static_cast<char>(16 * kHex.find(text.at(2)) + kHex.find(text.at(3)));
      text.remove_prefix(4);
    }
  }
  return octets;
}

inline void check_visible(std::string_view octets) {
  const std::string text = reply::visible(octets);
  require(std::all_of(text.begin(), text.end(), [](char c) { return ' ' <= c && c <= '~'; }),
          "what is shown is printable");
  require(octets_of_visible(text) == octets, "what is shown tells every octet");
}

}  // namespace smtpspec::fuzz
