#include "reports/baseline.hpp"

#include "reports/baseline_match.hpp"
#include "reports/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fnmatch.h>

namespace smtpspec::reports {
namespace {

constexpr std::size_t kBroad = 20;

bool matches(const BaselineEntry& entry, const CaseResult& c) {
  const auto fits = [&](const std::string& id) {
    return ::fnmatch(entry.pattern.c_str(), id.c_str(), 0) == 0;
  };
  return fits(c.id) || fits(c.scenario);
}

std::string listed_verdicts(const BaselineEntry& entry) {
  std::string out;
  for (const Verdict verdict : entry.verdicts)
    out += fmt::format("{}{}", out.empty() ? "" : " or ", name(verdict));
  return out;
}

std::string departure(const Baseline& baseline, const BaselineEntry& entry, const CaseResult& c) {
  const std::string place = fmt::format("{}:{}", baseline.file, entry.line);
  if (!c.crash.empty()) return place + " is for it, but no entry excuses a crash";
  const bool other_message = std::count(entry.verdicts.begin(), entry.verdicts.end(), c.verdict) != 0;
  if (other_message) {
    return fmt::format("{} expects a message that begins with \"{}\", not \"{}\"", place,
                       entry.message_prefix, message_of(c, 100));
  }
  return fmt::format("{} expects {}, it came out {}", place, listed_verdicts(entry), name(c.verdict));
}

}  // namespace

bool is_for(std::string_view said, const Target& target) {
  return target.banner.find(said) != std::string::npos || target.product.find(said) != std::string::npos;
}

bool is_compared(const CaseResult& c) { return c.verdict != Verdict::blocked && c.verdict != Verdict::error; }

bool holds(const BaselineEntry& entry, const CaseResult& c) {
  if (!c.crash.empty()) return false;
  if (std::count(entry.verdicts.begin(), entry.verdicts.end(), c.verdict) == 0) return false;
  return c.verdict == Verdict::pass || message_of(c, 300).starts_with(entry.message_prefix);
}

std::vector<std::optional<std::size_t>> speaking_entries(const Baseline& baseline, const Run& run) {
  std::vector<std::optional<std::size_t>> out;
  for (const CaseResult& c : run.cases) {
    const auto found = std::find_if(
        baseline.entries.begin(), baseline.entries.end(),
        [&](const BaselineEntry& entry) { return is_for(entry.target, run.target) && matches(entry, c); });
    out.push_back(found == baseline.entries.end()
                      ? std::nullopt
                      : std::optional(static_cast<std::size_t>(found - baseline.entries.begin())));
  }
  return out;
}

Result<void> apply(const Baseline& baseline, Run& run) {
  const auto speaking = speaking_entries(baseline, run);
  for (std::size_t i = 0; i < baseline.entries.size(); ++i) {
    const BaselineEntry& entry = baseline.entries[i];
    const auto cases =
        static_cast<std::size_t>(std::count(speaking.begin(), speaking.end(), std::optional(i)));
    const bool glob = entry.pattern.find_first_of("*?[") != std::string::npos;
    if (cases <= kBroad || !glob || entry.reason.find("#broad") != std::string::npos) continue;
    return tl::unexpected(
        Problem{.file = baseline.file,
                .line = entry.line,
                .column = 1,
                .what = fmt::format("'{}' matches {} cases", entry.pattern, cases),
                .help = fmt::format("narrow it, or write #broad behind it to allow more than {}", kBroad)});
  }
  run.baseline = baseline.file;
  for (std::size_t i = 0; i < run.cases.size(); ++i) {
    CaseResult& c = run.cases[i];
    c.listed = speaking[i].has_value() && is_compared(c);
    c.expected = true;
    c.baseline_reason.clear();
    if (!c.listed) continue;
    const BaselineEntry& entry = baseline.entries[*speaking[i]];
    c.expected = holds(entry, c);
    c.baseline_reason = c.expected ? entry.reason : departure(baseline, entry, c);
  }
  run.stale.clear();
  for (std::size_t i = 0; run.complete && !run.partial && i < baseline.entries.size(); ++i) {
    const BaselineEntry& entry = baseline.entries[i];
    const bool used = std::find(speaking.begin(), speaking.end(), std::optional(i)) != speaking.end();
    if (!used && is_for(entry.target, run.target)) {
      run.stale.push_back({.file = baseline.file, .line = entry.line, .pattern = entry.pattern});
    }
  }
  return {};
}

}  // namespace smtpspec::reports
