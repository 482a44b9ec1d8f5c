#include "reports/baseline.hpp"
#include "reports/baseline_match.hpp"
#include "reports/evidence.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace smtpspec::reports {
namespace {

bool may_be_listed(const Run& run, const CaseResult& c) { return is_finding(run, c) && c.crash.empty(); }

/// The part of a message that will say the same next time: up to the first quotation or list of details.
std::string lasting_prefix(const CaseResult& c) {
  const std::string message = message_of(c, 300);
  std::string_view prefix = utf8_prefix(message, std::min<std::size_t>(60, message.find_first_of("\":\\;(")));
  while (prefix.ends_with(' ')) prefix.remove_suffix(1);
  return std::string(prefix);
}

std::string entry_line(std::string_view pattern, std::string_view verdicts, std::string_view prefix,
                       std::string_view reason) {
  std::string line = fmt::format("{:<40} {:<6}", pattern, verdicts);
  if (!prefix.empty()) line += fmt::format(" \"{}\"", prefix);
  if (!reason.empty()) line += fmt::format("   # {}", reason);
  return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

/// The entry as the cases it speaks of now ask for; empty: none of them needs it.
std::string corrected(const BaselineEntry& entry, const std::vector<const CaseResult*>& cases,
                      const Run& run) {
  std::vector<Verdict> verdicts;
  bool needed = false;
  for (const CaseResult* c : cases) {
    if (!is_compared(*c) || !c->crash.empty()) continue;
    needed = needed || may_be_listed(run, *c);
    if (std::count(verdicts.begin(), verdicts.end(), c->verdict) == 0) verdicts.push_back(c->verdict);
  }
  if (!needed) return {};
  std::string words;
  for (const Verdict verdict : verdicts)
    words += fmt::format("{}{}", words.empty() ? "" : ",", name(verdict));
  return entry_line(entry.pattern, words, cases.size() == 1 ? lasting_prefix(*cases.front()) : "",
                    entry.reason);
}

/// Entries are rewritten line by line, so that what stands between them stays.
std::string rewritten(std::string_view text, const Baseline& baseline, const Run& run) {
  const auto speaking = speaking_entries(baseline, run);
  std::string out;
  std::size_t next = 0;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, length);
    text.remove_prefix(length);
    const bool is_entry = next < baseline.entries.size() && baseline.entries[next].line == number;
    if (!is_entry) {
      out += line;
      continue;
    }
    const BaselineEntry& entry = baseline.entries[next];
    std::vector<const CaseResult*> cases;
    for (std::size_t i = 0; i < run.cases.size(); ++i) {
      if (speaking[i] == next) cases.push_back(&run.cases[i]);
    }
    ++next;
    const bool stands = std::all_of(cases.begin(), cases.end(), [&](const CaseResult* c) {
      return !is_compared(*c) || holds(entry, *c);
    });
    const bool stale = cases.empty() && is_for(entry.target, run.target);
    if (stale) continue;
    out += stands ? std::string(line) : corrected(entry, cases, run);
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  std::string added;
  for (std::size_t i = 0; i < run.cases.size(); ++i) {
    const CaseResult& c = run.cases[i];
    if (!speaking[i] && may_be_listed(run, c))
      added += entry_line(c.id, name(c.verdict), lasting_prefix(c), "");
  }
  if (!added.empty() && !is_for(baseline.target_at_end, run.target)) out += "[target any]\n";
  return out + added;
}

}  // namespace

Result<std::string> update_baseline(std::string_view text, const std::string& file, const Run& run) {
  if (run.partial || !run.complete) {
    return tl::unexpected(Problem{.file = file,
                                  .what = run.partial
                                              ? "a run of a part of the corpus cannot update a baseline"
                                              : "a run that was cut short cannot update a baseline",
                                  .help = "run everything: without selectors, --shard or --max-run-time"});
  }
  const auto baseline = parse_baseline(text, file);
  if (!baseline) return tl::unexpected(baseline.error());
  return rewritten(text, *baseline, run);
}

}  // namespace smtpspec::reports
