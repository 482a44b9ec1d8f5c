#include "harness/run/latitude.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace smtpspec::run {
namespace {

using reports::Verdict;

/// Requirements that servers commonly do not hold to with clients they trust.
constexpr std::array<std::string_view, 5> kForStrangers = {"SEC-SMUGGLE-", "SEC-RELAY-", "RFC1870-",
                                                           "RFC5321-3.6", "RFC5321-7.9-"};

bool is_for_strangers(const language::Scenario& scenario) {
  return std::any_of(scenario.checks.begin(), scenario.checks.end(), [](const std::string& id) {
    return std::any_of(kForStrangers.begin(), kForStrangers.end(),
                       [&](std::string_view prefix) { return id.starts_with(prefix); });
  });
}

}  // namespace

void soften(Settled& settled, const language::Scenario& scenario, const Latitude& latitude) {
  const Verdict verdict = settled.verdict;
  if (!settled.crash.empty()) return;
  if (verdict != Verdict::fail && verdict != Verdict::risk && verdict != Verdict::warn) return;
  if (!scenario.era.empty() && scenario.era != latitude.era) {
    settled.verdict = Verdict::note;
    settled.message += " (by RFC " + scenario.era + "; newer standards differ: --era " + scenario.era + ")";
  } else if (latitude.trusted && verdict != Verdict::warn && is_for_strangers(scenario)) {
    settled.verdict = Verdict::note;
    settled.message += " (the target trusts us; ask from an address that it does not trust)";
  }
}

}  // namespace smtpspec::run
