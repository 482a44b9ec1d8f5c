#include "harness/run/mutations.hpp"

#include <algorithm>

#include "harness/transport/memory.hpp"

namespace smtpspec::run {
namespace {

Mutation change_of(const receiver::Deviation& change, Mutation::Kind kind) {
  Mutation out{.kind = kind, .name = change.name, .decision = change.decision};
  out.behaviour.conduct.set(change.decision, change.choice);
  out.requirement = receiver::decisions()[change.decision].requirement;
  return out;
}

}  // namespace

std::vector<Mutation> mutations() {
  std::vector<Mutation> out;
  out.push_back({.name = "lenient", .behaviour = {.conduct = receiver::Conduct::lenient()}});
  for (const receiver::Deviation& variant : receiver::lawful_variants())
    out.push_back(change_of(variant, Mutation::Kind::lawful));
  for (const receiver::Deviation& deviation : receiver::deviations())
    out.push_back(change_of(deviation, Mutation::Kind::deviation));
  for (const receiver::Fault& fault : receiver::faults())
    out.push_back({.kind = Mutation::Kind::fault, .name = fault.name(), .behaviour = {.fault = fault}});
  return out;
}

Stage stage_for(const language::Scenario& scenario) {
  constexpr std::string_view kNot = "not:";
  Stage out{.circumstances = transport::reference_circumstances()};
  const bool for_lmtp = std::any_of(scenario.given.begin(), scenario.given.end(),
                                    [](const language::Given& given) { return given.word == "lhlo"; });
  if (!scenario.roles.empty()) out.circumstances.role = scenario.roles.front();
  if (for_lmtp) out.circumstances.role = "lmtp";
  if (out.circumstances.role == "lmtp") {
    out.site.lmtp = out.circumstances.lmtp = true;
    out.circumstances.abilities.emplace_back("unix");
  }
  if (!scenario.era.empty()) out.circumstances.era = scenario.era;
  for (const std::string& need : scenario.needs) {
    if (need.starts_with(kNot)) std::erase(out.site.extensions, need.substr(kNot.size()));
  }
  return out;
}

}  // namespace smtpspec::run
