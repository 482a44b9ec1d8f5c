#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::fuzz {

inline constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648 §4, bit by bit.
inline std::string naive_base64(std::string_view octets) {
  std::string bits;
  for (const char octet : octets) bits += std::bitset<8>(static_cast<unsigned char>(octet)).to_string();
  while (bits.size() % 6 != 0) bits += '0';
  std::string text;
  for (std::size_t i = 0; i < bits.size(); i += 6)
    text += kBase64[std::bitset<6>(bits.substr(i, 6)).to_ulong()];
  while (text.size() % 4 != 0) text += '=';
  return text;
}

/// Nothing where no octets are written so.
inline std::optional<std::string> octets_of_base64(std::string_view text) {
  std::string bits;
  for (const char digit : text.substr(0, text.find('='))) {
    const std::size_t value = kBase64.find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    bits += std::bitset<6>(value).to_string();
  }
  std::string octets;
  for (std::size_t i = 0; i + 8 <= bits.size(); i += 8)
    octets += static_cast<char>(std::bitset<8>(bits.substr(i, 8)).to_ulong());
  if (naive_base64(octets) != text) return std::nullopt;
  return octets;
}

}  // namespace smtpspec::fuzz
