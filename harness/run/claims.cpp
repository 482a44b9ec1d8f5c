#include "harness/run/claims.hpp"

#include "harness/delivery/settle.hpp"
#include "harness/player/grading.hpp"

#include <algorithm>

namespace smtpspec::run {
namespace {

player::Finding settle_one(const player::Claim& claim, const delivery::Arrived& arrived,
                           const language::Catalogue& catalogue) {
  const auto found = catalogue.find(claim.requirement);
  const auto* requirement = found == catalogue.end() ? nullptr : &found->second;
  return delivery::settle(claim, arrived, player::grade_of(requirement, player::Breach::accepts));
}

bool is_content(player::Grade grade) { return grade == player::Grade::pass || grade == player::Grade::note; }

}  // namespace

void settle_claims(Settled& settled, const delivery::Arrived& arrived, const language::Catalogue& catalogue) {
  for (const player::Claim& claim : settled.result.claims) {
    player::Finding finding = settle_one(claim, arrived, catalogue);
    if (verdict_of(finding.grade) > settled.verdict) {
      settled.verdict = verdict_of(finding.grade);
      settled.message = finding.message;
    }
    settled.result.findings.push_back(std::move(finding));
  }
  settled.result.claims.clear();
}

bool has_open_claims(const Settled& settled, const delivery::Arrived& arrived,
                     const language::Catalogue& catalogue) {
  return std::any_of(
      settled.result.claims.begin(), settled.result.claims.end(),
      [&](const player::Claim& claim) { return !is_content(settle_one(claim, arrived, catalogue).grade); });
}

bool claims_absence(const Settled& settled) {
  return std::any_of(settled.result.claims.begin(), settled.result.claims.end(),
                     [](const player::Claim& claim) { return claim.claim.count <= 1; });
}

}  // namespace smtpspec::run
