#pragma once

#include "reference/syntax/framing.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// Command lines: the texts of those that were not refused, behind each other, and where each ends in them.
struct Lines {
  struct End {
    std::size_t at;
    syntax::LineFault fault;
    bool closes;
    bool operator==(const End&) const = default;
  };
  std::string texts;
  std::vector<End> ends;

  void add(const syntax::Line& line) {
    if (line.fault == syntax::LineFault::none) texts += line.text;
    ends.push_back({texts.size(), line.fault, line.closes});
  }
  bool closed() const { return !ends.empty() && ends.back().closes; }
  bool operator==(const Lines&) const = default;
};

/// By the words of the standard and no more: only CRLF ends a line (RFC 5321 §2.3.8), and one that is longer
/// than `limit`, CRLF included, is refused whole (§4.5.3.1.4).
inline Lines read_lines(std::string_view octets, std::size_t limit) {
  using syntax::LineFault;
  Lines lines;
  for (std::size_t end; (end = octets.find("\r\n")) != octets.npos; octets.remove_prefix(end + 2))
    lines.add(
        {.text = octets.substr(0, end), .fault = end + 2 > limit ? LineFault::too_long : LineFault::none});
  return lines;
}

}  // namespace smtpspec::fuzz
