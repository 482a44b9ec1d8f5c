#include "fuzz/campaign/summary.hpp"

#include <fmt/format.h>

namespace smtpspec::campaign {
namespace {

std::string word_for_findings(const Outcome& outcome) {
  if (!outcome.begun) return "not run";
  if (!outcome.findings.empty()) return std::to_string(outcome.findings.size());
  return outcome.problem.empty() ? "-" : "failed";
}

std::string times(unsigned times) { return times == 1 ? "" : fmt::format(", {} times", times); }

}  // namespace

std::string line_of(const Outcome& outcome) {
  if (!outcome.problem.empty()) return fmt::format("{}: {}", outcome.target.name, outcome.problem);
  return fmt::format("{}: {:.0f} s, {} runs ({}/s), {} edges, corpus {}, {}", outcome.target.name,
                     outcome.seconds, outcome.runs, outcome.per_second(), outcome.edges, outcome.corpus,
                     outcome.findings.empty()       ? "no finding"
                     : outcome.findings.size() == 1 ? "1 finding"
                                                    : fmt::format("{} findings", outcome.findings.size()));
}

std::string summary(const std::vector<Outcome>& outcomes) {
  static constexpr std::string_view kRow = "{:<14}{:>9}{:>13}{:>10}{:>8}{:>10}{:>8}  {}\n";
  std::string out =
      fmt::format(kRow, "target", "seconds", "runs", "runs/s", "edges", "features", "corpus", "findings");
  for (const Outcome& one : outcomes)
    out += fmt::format(kRow, one.target.name, fmt::format("{:.0f}", one.seconds), one.runs, one.per_second(),
                       one.edges, one.features, one.corpus, word_for_findings(one));
  std::string said;
  for (const Outcome& one : outcomes) {
    for (const Finding& finding : one.findings)
      said += fmt::format("{}: {}{}\n  {}.txt\n", one.target.name, finding.cause.claim, times(finding.times),
                          finding.file.string());
    for (const std::string& remark : {one.problem, one.remark})
      if (!remark.empty()) said += fmt::format("{}: {}\n", one.target.name, remark);
  }
  return said.empty() ? out : out + "\n" + said;
}

}  // namespace smtpspec::campaign
