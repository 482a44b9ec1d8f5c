#include "reference/reply/reply.hpp"

#include <string>

namespace smtpspec::reply {

std::optional<EnhancedCode> Reply::enhanced() const {
  if (lines.empty()) return std::nullopt;
  const auto parsed = parse_enhanced(lines.front());
  return parsed && parsed->klass == code / 100 ? parsed : std::nullopt;
}

void append_reply(std::string& out, int code, const std::vector<std::string>& lines) {
  const std::string digits = std::to_string(code);
  if (lines.empty()) {
    out += digits;
    out += "\r\n";
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += digits;
    out += i + 1 < lines.size() ? '-' : ' ';
    out += lines[i];
    out += "\r\n";
  }
}

}  // namespace smtpspec::reply
