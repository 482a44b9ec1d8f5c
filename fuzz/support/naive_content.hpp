#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// What transparency takes from a line: its first dot, its first of two, or none.
enum class Dots : std::uint8_t { first_goes, first_of_two_goes, stay };

/// What a content is whose end was found, by the words of RFC 5321 §4.1.1.4 and §4.5.2 and no more.
struct NaiveContent {
  std::string octets;    ///< with its last CRLF
  std::size_t left = 0;  ///< what stands behind the end
  bool bare_lf = false, bare_cr = false, nul = false, eight_bit = false;
  std::size_t longest_line = 0;  ///< CRLF included, the dot of transparency not
};

/// What stands behind the CRLF of DATA; nothing if the content does not end.
inline std::optional<NaiveContent> read_content(std::string_view behind_data, Dots dots = Dots::first_goes) {
  const std::string stream = "\r\n" + std::string(behind_data);
  const std::size_t end = stream.find("\r\n.\r\n");
  if (end == std::string::npos) return std::nullopt;
  NaiveContent content{.left = stream.size() - end - 5};
  std::string_view lines = std::string_view(stream).substr(2, end);
  while (!lines.empty()) {
    std::string_view line = lines.substr(0, lines.find("\r\n"));
    lines.remove_prefix(line.size() + 2);
    if (dots != Dots::stay && line.starts_with(dots == Dots::first_goes ? "." : "..")) line.remove_prefix(1);
    content.octets.append(line).append("\r\n");
    content.longest_line = std::max(content.longest_line, line.size() + 2);
    for (const char octet : line) {
      content.bare_lf |= octet == '\n';
      content.bare_cr |= octet == '\r';
      content.nul |= octet == '\0';
      content.eight_bit |= static_cast<unsigned char>(octet) > 127;
    }
  }
  return content;
}

}  // namespace smtpspec::fuzz
