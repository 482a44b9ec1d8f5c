#include "reference/syntax/utf8.hpp"

#include "reference/syntax/octets.hpp"

namespace smtpspec::syntax {
namespace {

/// A row of the table of RFC 3629 §4: the range of the first and of the second octet, and the length.
struct Row {
  unsigned char first_low, first_high, second_low, second_high;
  std::size_t length;
};
constexpr Row kRows[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

bool within(char octet, unsigned char low, unsigned char high) {
  const auto value = static_cast<unsigned char>(octet);
  return low <= value && value <= high;
}

}  // namespace

std::size_t utf8_sequence(std::string_view text) {
  if (text.empty()) return 0;
  if (!is(text.front(), kNonAscii)) return 1;
  for (const Row& row : kRows) {
    if (!within(text.front(), row.first_low, row.first_high)) continue;
    if (text.size() < row.length || !within(text[1], row.second_low, row.second_high)) return 0;
    for (std::size_t i = 2; i < row.length; ++i) {
      if (!within(text[i], 0x80, 0xbf)) return 0;
    }
    return row.length;
  }
  return 0;
}

std::size_t utf8_prefix(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    const std::size_t sequence = utf8_sequence(text.substr(length));
    if (sequence == 0) break;
    length += sequence;
  }
  return length;
}

bool is_utf8(std::string_view text) { return utf8_prefix(text) == text.size(); }

bool is_ascii(std::string_view text) {
  for (const char octet : text) {
    if (is(octet, kNonAscii)) return false;
  }
  return true;
}

}  // namespace smtpspec::syntax
