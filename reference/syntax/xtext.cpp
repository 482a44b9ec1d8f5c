#include "reference/syntax/xtext.hpp"

#include "reference/syntax/octets.hpp"

namespace smtpspec::syntax {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_hexchar(std::string_view text) {
  return text.size() >= 3 && text[0] == '+' && is(text[1], kUpperHexDigit) && is(text[2], kUpperHexDigit);
}

}  // namespace

std::optional<std::size_t> xtext_error(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (is(text[i], kXchar)) {
      ++i;
    } else if (is_hexchar(text.substr(i))) {
      i += 3;
    } else {
      return i;
    }
  }
  return std::nullopt;
}

std::optional<std::string> decode_xtext(std::string_view text) {
  if (xtext_error(text)) return std::nullopt;
  std::string octets;
  octets.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      octets += static_cast<char>((kHex.find(text[i + 1]) << 4) | kHex.find(text[i + 2]));
      i += 2;
    } else {
      octets += text[i];
    }
  }
  return octets;
}

std::string encode_xtext(std::string_view octets) {
  std::string text;
  text.reserve(octets.size());
  for (const char c : octets) {
    if (is(c, kXchar)) {
      text += c;
    } else {
      const auto octet = static_cast<unsigned char>(c);
      text += '+';
      text += kHex[octet >> 4];
      text += kHex[octet & 0xf];
    }
  }
  return text;
}

}  // namespace smtpspec::syntax
