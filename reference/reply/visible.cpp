#include "reference/reply/visible.hpp"

namespace smtpspec::reply {

std::string visible(std::string_view octets) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  out.reserve(octets.size());
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    switch (c) {
      case '\\':
        out += "\\\\";
        continue;
      case '\r':
        out += "\\r";
        continue;
      case '\n':
        out += "\\n";
        continue;
      case '\t':
        out += "\\t";
        continue;
      default:
        break;
    }
    if (octet >= 0x20 && octet < 0x7f) {
      out += c;
    } else {
      out += "\\x";
      out += kHex[octet >> 4];
      out += kHex[octet & 0xf];
    }
  }
  return out;
}

std::string visible_lines(std::string_view octets) {
  std::string out;
  while (!octets.empty()) {
    const auto end = octets.find('\n');
    std::string_view line = octets.substr(0, end);
    octets.remove_prefix(end == std::string_view::npos ? octets.size() : end + 1);
    if (end != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    out += visible(line);
    if (end != std::string_view::npos) out += '\n';
  }
  return out;
}

}  // namespace smtpspec::reply
