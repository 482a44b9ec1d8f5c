#include "harness/player/keywords.hpp"

#include "harness/language/ascii.hpp"

#include <algorithm>

namespace smtpspec::player {

using language::equal_ignoring_case;
using language::upper;

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  for (auto begin = text.find_first_not_of(" \t"); begin != std::string_view::npos;
       begin = text.find_first_not_of(" \t", begin)) {
    const auto end = std::min(text.find_first_of(" \t", begin), text.size());
    out.emplace_back(text.substr(begin, end - begin));
    begin = end;
  }
  return out;
}

Keywords::Keywords(const reply::Reply& ehlo) {
  for (std::size_t i = 1; i < ehlo.lines.size(); ++i) {
    auto line = words(ehlo.lines[i]);
    if (line.empty()) continue;
    line.front() = upper(line.front());
    lines_.push_back(std::move(line));
  }
}

bool Keywords::has(std::string_view wanted) const {
  const auto equals = wanted.find('=');
  const std::string keyword = upper(wanted.substr(0, equals));
  return std::any_of(lines_.begin(), lines_.end(), [&](const std::vector<std::string>& line) {
    if (line.front() != keyword) return false;
    if (equals == std::string_view::npos) return true;
    return std::any_of(line.begin() + 1, line.end(), [&](const std::string& parameter) {
      return equal_ignoring_case(parameter, wanted.substr(equals + 1));
    });
  });
}

std::vector<std::string> Keywords::parameters(std::string_view keyword) const {
  std::vector<std::string> out;
  for (const auto& line : lines_) {
    if (equal_ignoring_case(line.front(), keyword)) out.insert(out.end(), line.begin() + 1, line.end());
  }
  return out;
}

}  // namespace smtpspec::player
