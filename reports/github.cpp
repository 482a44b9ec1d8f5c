#include "reports/github.hpp"

#include "reports/evidence.hpp"
#include "reports/shortfall.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <utility>

namespace smtpspec::reports {
namespace {

std::string with(std::string text, std::initializer_list<std::pair<char, const char*>> escapes) {
  std::string out;
  for (const char c : text) {
    const char* escape = nullptr;
    for (const auto& [octet, code] : escapes) {
      if (octet == c) escape = code;
    }
    escape == nullptr ? out += c : out += escape;
  }
  return out;
}

std::string value(const std::string& text) {
  return with(text, {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}});
}
std::string property(const std::string& text) {
  return with(text, {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}, {':', "%3A"}, {',', "%2C"}});
}

/// `file=...,line=...,` where the place is known.
std::string place(const std::string& file, std::uint32_t line) {
  if (file.empty()) return {};
  return fmt::format("file={},line={},", property(one_line(file, 300)), line == 0 ? 1 : line);
}

std::string annotation(const Run& run, const CaseResult& c) {
  const bool error = is_news(run, c) || c.verdict == Verdict::error;
  const Finding* finding = deciding_finding(c);
  const bool exact = finding != nullptr && !finding->file.empty();
  std::string title = fmt::format("{} {} {}", name(c.verdict), broken_level(c), one_line(c.id, 200));
  if (const std::size_t gap = title.find("  "); gap != std::string::npos) title.erase(gap, 1);
  std::string message = headline(run, c, 500);
  if (const Rule* rule = deciding_rule(c))
    message += fmt::format("\n{}", one_line(fmt::format("{}: {}", rule->id, rule->statement), 1000));
  if (!c.rerun.empty()) message += fmt::format("\nRepeat it: {}", one_line(c.rerun, 1000));
  return fmt::format("::{} {}title={}::{}\n", error ? "error" : "warning",
                     exact ? place(finding->file, finding->line) : place(c.file, c.line), property(title),
                     value(message));
}

}  // namespace

std::string github(const Run& run) {
  std::string out;
  if (!run.lost.empty())
    out += fmt::format("::error title=target lost::{}\n", value(one_line(run.lost, 1000)));
  for (const CaseResult& c : run.cases) {
    if (is_news(run, c) || c.verdict == Verdict::error || (c.verdict == Verdict::warn && !is_known(run, c))) {
      out += annotation(run, c);
    }
  }
  for (const StaleEntry& entry : run.stale) {
    out += fmt::format("::warning {}title=stale baseline entry::{} matches no case any more\n",
                       place(entry.file, entry.line), value(one_line(entry.pattern, 300)));
  }
  for (const std::string& sentence : shortfalls(run))
    out += fmt::format("::notice title=smtpspec::{}\n", value(sentence));
  return out;
}

}  // namespace smtpspec::reports
