#include "reports/diff.hpp"

#include "reports/evidence.hpp"
#include "reports/shortfall.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace smtpspec::reports {
namespace {

std::map<std::string_view, const CaseResult*> by_id(const Run& run) {
  std::map<std::string_view, const CaseResult*> out;
  for (const CaseResult& c : run.cases) out.emplace(c.id, &c);
  return out;
}

std::string_view words(const std::optional<Verdict>& verdict) { return verdict ? name(*verdict) : "not run"; }

std::string described(const Run& run) {
  std::vector<std::string> said = {
      fmt::format("{} ({}, smtpspec {})", run.target.address, run.started, one_line(run.tool_version, 40))};
  for (std::string& sentence : shortfalls(run)) said.push_back(std::move(sentence));
  if (!run.lost.empty()) said.push_back(run.lost);
  return one_line(fmt::format("{}", fmt::join(said, " ")), 500);
}

std::string said(const CaseResult& c) {
  const std::string message = message_of(c, 200);
  const bool names_crash = message.find(c.crash) != std::string::npos;
  return names_crash ? message : fmt::format("{} ({})", message, one_line(c.crash, 100));
}

}  // namespace

std::vector<Change> changes(const Run& before, const Run& after) {
  std::vector<Change> out;
  const auto earlier = by_id(before), later = by_id(after);
  for (const CaseResult& c : after.cases) {
    const auto found = earlier.find(c.id);
    const CaseResult* old = found == earlier.end() ? nullptr : found->second;
    if (old != nullptr && old->verdict == c.verdict && old->crash == c.crash) continue;
    const bool new_crash = !c.crash.empty() && (old == nullptr || old->crash.empty());
    out.push_back(
        {.id = c.id,
         .before = old == nullptr ? std::nullopt : std::optional(old->verdict),
         .after = c.verdict,
         .message = said(c),
         .new_finding = is_finding(after, c) && (new_crash || old == nullptr || !is_finding(before, *old))});
  }
  for (const CaseResult& c : before.cases) {
    if (later.contains(c.id)) continue;
    out.push_back({.id = c.id, .before = c.verdict, .after = {}, .message = said(c)});
  }
  return out;
}

std::string diff(const Run& before, const Run& after) {
  std::string news, others;
  std::size_t number_of_news = 0;
  const std::vector<Change> found = changes(before, after);
  for (const Change& change : found) {
    number_of_news += change.new_finding ? 1 : 0;
    (change.new_finding ? news : others) +=
        fmt::format("  {:<44} {:>7} -> {:<7}  {}\n", one_line(change.id, 200), words(change.before),
                    words(change.after), change.message);
  }
  std::string out = fmt::format("before  {}\nafter   {}\n", described(before), described(after));
  if (!news.empty()) out += fmt::format("\nNew findings: {}\n{}", number_of_news, news);
  if (!others.empty()) out += fmt::format("\nOther changes: {}\n{}", found.size() - number_of_news, others);
  return found.empty() ? out + "\nNo case came out differently.\n" : out;
}

}  // namespace smtpspec::reports
