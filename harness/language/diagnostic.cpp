#include "harness/language/diagnostic.hpp"

#include "harness/language/encoding.hpp"

#include <algorithm>

namespace smtpspec::language {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// The line without what would move a terminal's cursor, or is no text.
std::string printable(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t length = utf8_length(line, i);
    const bool is_shown = length > 0 && (!is_control(line[i]) || line[i] == '\t');
    out += is_shown ? line.substr(i, length) : std::string_view("?");
    i += std::max<std::size_t>(1, length);
  }
  return out;
}

// White space as wide as the octets before the column; tabs stay tabs.
std::string margin(std::string_view before) {
  std::string out;
  for (const char c : before) {
    if (!is_continuation(c)) out += c == '\t' ? '\t' : ' ';
  }
  return out;
}

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
  const Position at = diagnostic.at;
  std::string out = diagnostic.file;
  if (at.line > 0) out += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  out += ": " + printable(diagnostic.what) + "\n";
  const std::string number = std::to_string(at.line);
  const std::string gutter = std::string(number.size() + 1, ' ');
  if (at.line > 0) {
    const std::string_view source = diagnostic.source;
    const std::size_t start = std::min<std::size_t>(at.column > 0 ? at.column - 1 : 0, source.size());
    const std::size_t underlined = std::max<std::size_t>(1, width(source.substr(start, diagnostic.length)));
    out += " " + number + " | " + printable(source) + "\n";
    out += gutter + " | " + margin(source.substr(0, start)) + "^" + std::string(underlined - 1, '~') + "\n";
  }
  if (!diagnostic.help.empty()) out += gutter + " = " + printable(diagnostic.help) + "\n";
  return out;
}

}  // namespace smtpspec::language
