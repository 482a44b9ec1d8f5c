#include "fuzz/campaign/summary.hpp"
#include "reports/junit_document.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

namespace smtpspec::campaign {
namespace {

using reports::kJUnitMessage, reports::kJUnitOutput;

std::string bounded(std::string_view text) {
  return std::string(reports::utf8_prefix(reports::clean(text), kJUnitOutput - 1));
}

reports::JUnitOutcome outcome_of(const Outcome& one) {
  if (!one.begun) return {"skipped", "not-run", "the campaign ended before it was run"};
  if (!one.findings.empty()) {
    std::string claims;
    for (const Finding& finding : one.findings) claims += (claims.empty() ? "" : "; ") + finding.cause.claim;
    return {"failure", "FINDING", reports::one_line(claims, kJUnitMessage)};
  }
  if (!one.problem.empty()) return {"error", "target", reports::one_line(one.problem, kJUnitMessage)};
  return {};
}

std::string text_of(const Outcome& one) {
  std::string out;
  for (const Finding& finding : one.findings)
    out += fmt::format("\n{}\nseen {} times\n{}\n", finding.file.string(), finding.times, finding.text);
  return bounded(out);
}

}  // namespace

std::string junit(const std::vector<Outcome>& outcomes, const Plan& plan, const std::string& started,
                  double seconds) {
  reports::JUnitSuite suite{.name = "fuzz",
                            .started = started,
                            .properties = {{"seed", std::to_string(plan.seed)},
                                           {"time", duration_text(plan.time)},
                                           {"jobs", std::to_string(plan.jobs)}},
                            .cases = {}};
  for (const Outcome& one : outcomes)
    suite.cases.push_back({.class_name = "smtpspec.fuzz",
                           .name = reports::one_line(one.target.name, kJUnitMessage),
                           .seconds = one.seconds,
                           .outcome = outcome_of(one),
                           .text = text_of(one),
                           .output = bounded(fmt::format("{}\n{}", line_of(one), one.output))});
  return reports::junit_document(seconds, {suite});
}

}  // namespace smtpspec::campaign
