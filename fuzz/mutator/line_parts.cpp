#include "fuzz/mutator/line_parts.hpp"

#include <algorithm>

namespace smtpspec::fuzz {
namespace {

/// The bracket behind the last "@", which may stand in quotes, but not in a parameter: those have none.
std::size_t path_length(std::string_view path) {
  const std::size_t at = path.rfind('@');
  const std::size_t end = path.find('>', at == std::string_view::npos ? 0 : at);
  return end == std::string_view::npos ? path.size() : end + 1;
}

}  // namespace

LineParts::LineParts(std::string_view line) {
  const std::size_t bracket = line.find('<');
  head = line.substr(0, bracket == std::string_view::npos ? line.find(' ') : bracket);
  line.remove_prefix(head.size());
  if (bracket != std::string_view::npos) {
    path = line.substr(0, path_length(line));
    line.remove_prefix(path.size());
  }
  words = split_before(line, " ");
}

syntax::Verb LineParts::verb() const { return syntax::find_verb(head.substr(0, head.find(' '))); }

}  // namespace smtpspec::fuzz
