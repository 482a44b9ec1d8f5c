#include "harness/language/lint.hpp"

#include "harness/language/lint_rules.hpp"

#include <algorithm>

namespace smtpspec::language {
namespace {

std::string_view line_of(std::string_view text, std::uint32_t number) {
  for (std::uint32_t line = 1; line < number && !text.empty(); ++line) {
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  return text.substr(0, text.find('\n'));
}

bool goes_on(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

// Where `word` stands by itself, not as a part of a longer one.
std::size_t find_whole(std::string_view line, std::string_view word, std::size_t from) {
  for (std::size_t at = line.find(word, from); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !goes_on(line[at - 1]) || !goes_on(word.front());
    const bool ends = end >= line.size() || !goes_on(line[end]) || !goes_on(word.back());
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

// Where the marked word stands: in the finding's line or below it, but never beyond `last`.
Position locate(std::string_view text, const rules::Finding& finding, std::uint32_t last) {
  for (std::uint32_t line = finding.at.line; line <= last; ++line) {
    const std::size_t from = line == finding.at.line ? finding.at.column - 1 : 0;
    const std::size_t column = find_whole(line_of(text, line), finding.marked, from);
    if (column != std::string_view::npos) return {line, static_cast<std::uint32_t>(column + 1)};
  }
  return finding.at;
}

std::uint32_t last_line(const Suite& suite, std::size_t scenario, std::string_view text) {
  if (scenario + 1 < suite.scenarios.size()) return suite.scenarios[scenario + 1].at.line - 1;
  return static_cast<std::uint32_t>(1 + std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::vector<Diagnostic> lint(const Suite& suite, std::string_view text, const Catalogue& catalogue) {
  std::vector<Diagnostic> out;
  for (std::size_t i = 0; i < suite.scenarios.size(); ++i) {
    const Scenario& scenario = suite.scenarios[i];
    rules::Findings findings;
    rules::requirements(scenario, catalogue, findings);
    rules::shape(scenario, findings);
    rules::convictions(scenario, catalogue, findings);
    rules::flights(scenario, findings);
    rules::reach(scenario, findings);
    for (rules::Finding& finding : findings) {
      const Position at = locate(text, finding, last_line(suite, i, text));
      out.push_back({.file = suite.file,
                     .at = at,
                     .length = static_cast<std::uint32_t>(finding.marked.size()),
                     .what = std::move(finding.what),
                     .help = std::move(finding.help),
                     .source = std::string(line_of(text, at.line))});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
  });
  return out;
}

}  // namespace smtpspec::language
