#include "harness/run/plan.hpp"

#include "harness/run/manners.hpp"

#include <algorithm>

namespace smtpspec::run {
namespace {

bool has_tag(const language::Scenario& scenario, std::string_view tag) {
  return std::find(scenario.tags.begin(), scenario.tags.end(), tag) != scenario.tags.end();
}

/// Smaller is worth more.
int rank(const language::Scenario& scenario, const language::Catalogue& catalogue) {
  using language::Level;
  if (has_tag(scenario, "slow")) return 4;
  if (has_tag(scenario, "security")) return 0;
  const auto rule = scenario.checks.empty() ? catalogue.end() : catalogue.find(scenario.checks.front());
  if (rule == catalogue.end()) return 3;
  switch (rule->second.level) {
    case Level::must:
    case Level::must_not:
      return 0;
    case Level::table:
      return 1;
    case Level::should:
    case Level::should_not:
      return 2;
    case Level::may:
    case Level::advice:
      return 3;
  }
  return 3;
}

}  // namespace

Plan make_plan(const std::vector<player::Case>& cases, const Options& options, bool stranger,
               const player::Circumstances& circumstances, const language::Catalogue& catalogue) {
  Plan plan;
  Manners manners(options);
  for (std::size_t place = options.shard.index - 1; place < cases.size(); place += options.shard.count) {
    const player::Case& what = cases[place];
    std::string skip = why_skipped(what, circumstances);
    if (skip.empty() && stranger) skip = manners.refusal(*what.scenario);
    plan.push_back({what, place, std::move(skip)});
  }
  std::sort(plan.begin(), plan.end(), [&](const PlannedCase& a, const PlannedCase& b) {
    const int first = rank(*a.what.scenario, catalogue), second = rank(*b.what.scenario, catalogue);
    return first != second ? first < second : a.place < b.place;
  });
  return plan;
}

}  // namespace smtpspec::run
