#include "harness/run/every_dialogue.hpp"

#include "harness/run/record.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace smtpspec::run {

void EveryDialogue::take(const player::Case& what, const player::Result& result) {
  if (result.replies_seen == 0) return;
  ++dialogues_;
  replies_ += result.replies_seen;
  for (const player::GeneralFinding& finding : result.general) {
    Seen& seen = seen_[std::string(finding.check)];
    const reports::Finding found = finding_of(finding.finding, what.suite->file);
    if (seen.count++ > 0 && found.verdict <= seen.first.verdict) continue;
    seen.first = found;
    seen.case_id = what.id();
    seen.transcript = exchanges_of(result.transcript);
  }
}

std::vector<reports::CaseResult> EveryDialogue::cases(const language::Catalogue& catalogue) const {
  std::vector<reports::CaseResult> out;
  if (dialogues_ == 0) return out;
  for (const player::GeneralCheck& check : player::general_checks()) {
    reports::CaseResult one;
    one.scenario = fmt::format("every-dialogue/{}", check.id);
    one.id = one.scenario;
    one.group = "every-dialogue";
    one.suite_title = "Seen in every dialogue";
    one.title = check.title;
    one.rules.push_back(rule_of(catalogue, std::string(check.requirement)));
    if (const auto seen = seen_.find(check.id); seen != seen_.end()) {
      one.count = seen->second.count;
      one.first_in = seen->second.case_id;
      one.verdict = seen->second.first.verdict;
      one.findings.push_back(seen->second.first);
      one.transcript = seen->second.transcript;
      one.message = fmt::format("{} (seen {} times in {} replies, first in {})", seen->second.first.message,
                                one.count, replies_, seen->second.case_id);
    } else {
      one.message = fmt::format("{} replies of {} dialogues", replies_, dialogues_);
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace smtpspec::run
