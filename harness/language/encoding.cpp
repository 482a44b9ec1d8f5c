#include "harness/language/encoding.hpp"

#include <algorithm>

namespace smtpspec::language {
namespace {

bool is_allowed(std::string_view text, std::size_t offset) {
  const char c = text[offset];
  if (c == '\r') return offset + 1 < text.size() && text[offset + 1] == '\n';
  return c == '\n' || c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

}  // namespace

std::size_t utf8_length(std::string_view text, std::size_t offset) {
  const auto octet = [&](std::size_t i) {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i])
                                    : static_cast<unsigned char>(0);
  };
  const auto is_tail = [&](std::size_t i) { return octet(i) >= 0x80 && octet(i) <= 0xbf; };
  const unsigned char first = octet(0);
  const unsigned char second = octet(1);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return is_tail(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const bool overlong = first == 0xe0 && second < 0xa0;
    const bool surrogate = first == 0xed && second > 0x9f;
    return is_tail(1) && is_tail(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const bool overlong = first == 0xf0 && second < 0x90;
    const bool too_big = first == 0xf4 && second > 0x8f;
    return is_tail(1) && is_tail(2) && is_tail(3) && !overlong && !too_big ? 4 : 0;
  }
  return 0;
}

std::optional<Diagnostic> encoding_error(std::string_view file_name, std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = utf8_length(text, offset);
    if (length > 0 && is_allowed(text, offset)) {
      offset += length;
      continue;
    }
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::size_t line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    return Diagnostic{
        .file = std::string(file_name),
        .at = {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(offset - line_start + 1)},
        .length = 1,
        .what = length == 0 ? "an octet that is not UTF-8" : "a control octet",
        .help = "in a string any octet is written \\xHH",
        .source = std::string(
            text.substr(line_start, std::min(text.find('\n', offset), text.size()) - line_start))};
  }
  return std::nullopt;
}

}  // namespace smtpspec::language
