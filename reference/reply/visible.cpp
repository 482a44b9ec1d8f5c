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

}  // namespace smtpspec::reply
