#include "reference/receiver/base64.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace smtpspec::receiver {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 0xff;

constexpr auto kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

std::uint8_t value_of(char c) { return kValues[static_cast<unsigned char>(c)]; }

}  // namespace

std::string decode_base64_leniently(std::string_view text) {
  std::string octets;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::uint8_t value = value_of(c);
    if (value == kNone) continue;
    bits = bits << 6 | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    octets += static_cast<char>(bits >> held & 0xff);
  }
  return octets;
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t end = text.find_last_not_of('=') + 1;
  if (text.size() - end > 2) return std::nullopt;
  for (const char c : text.substr(0, end)) {
    if (value_of(c) == kNone) return std::nullopt;
  }
  // The bits that the padding leaves over are zero.
  if (end % 4 == 2 && (value_of(text[end - 1]) & 0x0f) != 0) return std::nullopt;
  if (end % 4 == 3 && (value_of(text[end - 1]) & 0x03) != 0) return std::nullopt;
  return decode_base64_leniently(text);
}

std::string encode_base64(std::string_view octets) {
  std::string text;
  text.reserve((octets.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < octets.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = i; j < i + 3; ++j) {
      bits = bits << 8 | (j < octets.size() ? static_cast<unsigned char>(octets[j]) : 0U);
    }
    const std::size_t given = std::min<std::size_t>(3, octets.size() - i);
    for (std::size_t j = 0; j < 4; ++j) text += j <= given ? kAlphabet[bits >> (18 - 6 * j) & 0x3f] : '=';
  }
  return text;
}

}  // namespace smtpspec::receiver
