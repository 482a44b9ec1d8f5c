#include "reports/diff.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "reports/evidence.hpp"
#include "reports/text.hpp"

namespace smtpspec::reports {
namespace {

std::map<std::string_view, const CaseResult*> by_id(const Run& run) {
  std::map<std::string_view, const CaseResult*> out;
  for (const CaseResult& c : run.cases) out.emplace(c.id, &c);
  return out;
}

std::string_view words(const std::optional<Verdict>& verdict) { return verdict ? name(*verdict) : "not run"; }

std::string described(const Run& run) {
  return one_line(fmt::format("{} ({}, smtpspec {})", run.target.address, run.started, run.tool_version),
                  200);
}

}  // namespace

std::vector<Change> changes(const Run& before, const Run& after) {
  std::vector<Change> out;
  const auto earlier = by_id(before), later = by_id(after);
  for (const CaseResult& c : after.cases) {
    const auto found = earlier.find(c.id);
    const CaseResult* old = found == earlier.end() ? nullptr : found->second;
    if (old != nullptr && old->verdict == c.verdict) continue;
    out.push_back({.id = c.id,
                   .before = old == nullptr ? std::nullopt : std::optional(old->verdict),
                   .after = c.verdict,
                   .message = message_of(c, 200),
                   .new_finding = is_finding(after, c) && (old == nullptr || !is_finding(before, *old))});
  }
  for (const CaseResult& c : before.cases) {
    if (later.contains(c.id)) continue;
    out.push_back({.id = c.id, .before = c.verdict, .after = {}, .message = message_of(c, 200)});
  }
  return out;
}

std::string diff(const Run& before, const Run& after) {
  std::vector<Change> found = changes(before, after);
  std::string out = fmt::format("before  {}\nafter   {}\n\n", described(before), described(after));
  if (found.empty()) return out + "No case came out differently.\n";
  std::stable_partition(found.begin(), found.end(), [](const Change& change) { return change.new_finding; });
  const auto news =
      std::count_if(found.begin(), found.end(), [](const Change& change) { return change.new_finding; });
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto number = static_cast<std::ptrdiff_t>(i);
    if (number == 0 && news > 0) out += fmt::format("New findings: {}\n", news);
    if (number == news) {
      out += fmt::format("{}Other changes: {}\n", news > 0 ? "\n" : "",
                         static_cast<std::ptrdiff_t>(found.size()) - news);
    }
    const Change& change = found[i];
    out += fmt::format("  {:<44} {:>7} -> {:<7}  {}\n", one_line(change.id, 200), words(change.before),
                       words(change.after), change.message);
  }
  return out;
}

}  // namespace smtpspec::reports
