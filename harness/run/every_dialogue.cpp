#include "harness/run/every_dialogue.hpp"

#include "harness/run/record.hpp"
#include "reports/every_dialogue.hpp"

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
    if (seen.count++ > 0 && found.verdict <= seen.worst.verdict) continue;
    seen.worst = found;
    seen.case_id = what.id();
    seen.transcript = exchanges_of(result.transcript);
  }
}

std::vector<reports::CaseResult> EveryDialogue::cases(const language::Catalogue& catalogue) const {
  std::vector<reports::CaseResult> out;
  if (dialogues_ == 0) return out;
  for (const player::GeneralCheck& check : player::general_checks()) {
    reports::CaseResult one;
    one.scenario = fmt::format("{}/{}", reports::kEveryDialogue, check.id);
    one.id = one.scenario;
    one.group = reports::kEveryDialogue;
    one.suite_title = "Seen in every dialogue";
    one.title = check.title;
    one.rules.push_back(rule_of(catalogue, std::string(check.requirement)));
    if (const auto seen = seen_.find(check.id); seen != seen_.end()) {
      one.count = seen->second.count;
      one.first_in = seen->second.case_id;
      one.verdict = seen->second.worst.verdict;
      one.findings.push_back(seen->second.worst);
      one.transcript = seen->second.transcript;
    }
    one.replies = replies_;
    one.dialogues = dialogues_;
    one.message = reports::every_dialogue_message(one);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace smtpspec::run
