#include "harness/language/source_line.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::language {
namespace {

bool is_white(char c) { return c == ' ' || c == '\t'; }

// Up to and including the next `closing` that no backslash precedes.
std::size_t delimited(std::string_view text, char closing) {
  std::size_t end = 1;
  while (end < text.size() && text[end] != closing) end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size());
}

std::size_t pattern_length(std::string_view text) {
  const std::size_t end = delimited(text, '/');
  return end < text.size() && text[end] == 'i' ? end + 1 : end;
}

std::size_t word_length(std::string_view text) {
  std::size_t end = 0;
  for (int open = 0; end < text.size(); ++end) {
    if (text.substr(end).starts_with("${")) ++open;
    if (text[end] == '}' && open > 0) --open;
    if (open == 0 && (is_white(text[end]) || text[end] == '"')) break;
  }
  return end;
}

// A slash begins a pattern only where one is expected: in an outcome it separates sequences.
bool wants_pattern(const std::vector<std::string_view>& words) {
  const std::size_t count = words.size();
  if (count > 1 && words[count - 2] == "capture") return true;
  static constexpr std::array<std::string_view, 3> kBefore = {"text", "line", "matches"};
  return count > 0 && std::find(kBefore.begin(), kBefore.end(), words.back()) != kBefore.end();
}

}  // namespace

SourceLine cut(std::string_view text) {
  SourceLine out;
  bool apart = true;
  while (true) {
    while (!text.empty() && is_white(text.front())) {
      text.remove_prefix(1);
      apart = true;
    }
    if (text.empty()) return out;
    if (text.front() == '#' && apart) {
      out.comment = text.substr(0, text.find_last_not_of(" \t") + 1);
      return out;
    }
    const std::size_t length = text.front() == '"'                               ? delimited(text, '"')
                               : text.front() == '/' && wants_pattern(out.words) ? pattern_length(text)
                                                                                 : word_length(text);
    out.words.push_back(text.substr(0, length));
    text.remove_prefix(length);
    apart = false;
  }
}

}  // namespace smtpspec::language
