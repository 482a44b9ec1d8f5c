#include "harness/language/pattern.hpp"

#include <re2/re2.h>

namespace smtpspec::language {
namespace {

constexpr std::string_view kExample = "a regular expression between slashes: /queued as/i";

// The octets between the slashes; a backslash takes the next octet with it.
std::string between_slashes(Line& line) {
  const std::string_view all = line.rest();
  std::size_t end = 1;
  while (end < all.size() && all[end] != '/') end += all[end] == '\\' ? 2 : 1;
  if (end >= all.size()) {
    line.fail(line.here(), all.size(), "the pattern has no closing '/'");
    return {};
  }
  line.advance(end + 1);
  return std::string(all.substr(1, end - 1));
}

void check(Line& line, const Pattern& pattern, int groups) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  const RE2 compiled(pattern.re, options);
  const std::size_t length = pattern.re.size() + 2;
  if (!compiled.ok()) {
    line.fail(pattern.at, length, "not a pattern: " + compiled.error(),
              "RE2 syntax: no back-references, no look-around");
  } else if (compiled.NumberOfCapturingGroups() < groups) {
    line.fail(pattern.at, length, "the pattern captures nothing",
              "the value is what the first (group) matched");
  }
}

}  // namespace

Pattern read_pattern(Line& line, int groups) {
  if (!line.more() || line.rest().front() != '/') {
    line.fail(line.here(), line.peek().size(), "expected a pattern", std::string(kExample));
    return {};
  }
  Pattern out{.re = {}, .ignore_case = false, .at = line.here()};
  out.re = between_slashes(line);
  if (line.failed()) return out;
  out.ignore_case = line.rest().starts_with('i');
  if (out.ignore_case) line.advance(1);
  if (!line.rest().empty() && line.rest().front() != ' ' && line.rest().front() != '\t') {
    line.fail(line.here(), 1, "unexpected '" + std::string(line.rest().substr(0, 1)) + "' behind a pattern",
              "only 'i' (any case) may follow the closing slash; a slash inside is written \\/");
  }
  check(line, out, groups);
  return out;
}

}  // namespace smtpspec::language
