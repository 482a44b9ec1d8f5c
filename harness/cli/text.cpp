#include "harness/cli/text.hpp"

#include <algorithm>

namespace smtpspec::cli {

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  const std::size_t room = width > indent + 20 ? width - indent : 20;
  std::string out, line;
  const auto flush = [&] {
    if (!line.empty()) out += std::string(indent, ' ') + line + '\n';
    line.clear();
  };
  while (!text.empty()) {
    const std::size_t length = std::min(text.find(' '), text.size());
    if (!line.empty() && line.size() + 1 + length > room) flush();
    if (length > 0) line += (line.empty() ? "" : " ") + std::string(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  flush();
  return out;
}

}  // namespace smtpspec::cli
