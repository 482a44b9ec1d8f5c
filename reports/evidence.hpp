#pragma once

#include "reports/dialogue.hpp"

#include <string>

/// All that convinces a reader of one verdict.
namespace smtpspec::reports {

/// The finding that gave the case its verdict; null where there is none (a crash, a skip).
const Finding* deciding_finding(const CaseResult& c);
/// The rule that convicts: the one the deciding finding names if the case has it, else the first; null
/// without rules.
const Rule* deciding_rule(const CaseResult& c);
/// "MUST NOT" of the deciding rule, or empty.
std::string level_of_verdict(const CaseResult& c);
/// The same where the verdict says that the rule is broken (fail, warn); else empty.
std::string broken_level(const CaseResult& c);
/// The verdict in one line, never empty: the message, else the crash, else what the verdict means.
std::string message_of(const CaseResult& c, std::size_t limit);
/// What to say of the case first, in one line: why it is news where it is no finding (it passes, but the
/// baseline lists it), else the message; with "known: " before it where the baseline knows it.
std::string headline(const Run& run, const CaseResult& c, std::size_t limit);
/// "path:line:column", "path:line" or "path" of what decided; empty without a file.
std::string place_of(const CaseResult& c);

/// evidence() shows the line of the scenario that decided, with the message under it.
bool shows_source(const CaseResult& c);

struct EvidenceLayout {
  std::size_t width = 100;   ///< 0: lines are not folded
  std::size_t octets = 600;  ///< kept of one exchange
  bool with_dialogue = true;
};
/// Place and source line with caret, rule in words, allowed against observed, the dialogue, the command that
/// repeats it.
Lines evidence(const CaseResult& c, const EvidenceLayout& layout);

}  // namespace smtpspec::reports
