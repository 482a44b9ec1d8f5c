#include "reports/markdown_text.hpp"

#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace smtpspec::reports::markdown_text {
namespace {

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string prose(std::string_view text) {
  const std::string line = one_line(text, 2000);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '@' || c == '<' || c == '&' || c == '|') {
      out += fmt::format("&#{};", static_cast<int>(c));
      continue;
    }
    const bool links = (c == ':' && line.compare(i, 3, "://") == 0) || (c == '.' && out.ends_with("www"));
    if (links || std::string_view("\\`*_{}[]()#~>!").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string code(std::string_view text) {
  if (text.empty()) return {};
  const std::string inner = one_line(text, 2000);
  const std::string fence(longest_run_of_backticks(inner) + 1, '`');
  const bool padded = inner.starts_with('`') || inner.ends_with('`');
  return fmt::format("{0}{1}{2}{1}{0}", fence, padded ? " " : "", inner);
}

std::string cell_code(std::string_view text) {
  std::string out;
  for (const char c : code(text)) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string block(std::string_view text) {
  const std::string fence(std::max<std::size_t>(3, longest_run_of_backticks(text) + 1), '`');
  return fmt::format("{}text\n{}{}{}\n", fence, text, text.ends_with('\n') ? "" : "\n", fence);
}

}  // namespace smtpspec::reports::markdown_text
