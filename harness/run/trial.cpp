#include "harness/run/trial.hpp"

#include "harness/delivery/settle.hpp"
#include "harness/player/grading.hpp"

#include <utility>

namespace smtpspec::run {
namespace {

using player::Grade;

Judged judge(transport::MemoryPlay play, const language::Catalogue& catalogue) {
  Judged out{.verdict = play.result.verdict, .message = play.result.message, .consulted = play.consulted};
  for (const language::Position at : play.result.alternatives_taken) out.taken.insert(place(at));
  for (const player::Claim& claim : play.result.claims) {
    const auto requirement = catalogue.find(claim.requirement);
    const Grade otherwise = player::grade_of(requirement == catalogue.end() ? nullptr : &requirement->second,
                                             player::Breach::accepts);
    const player::Finding finding = delivery::settle(claim, {.messages = play.messages}, otherwise);
    out.taken.insert(place(finding.at));
    if (finding.grade <= out.verdict) continue;
    out.verdict = finding.grade;
    out.message = finding.message;
  }
  out.general_breach = !play.result.general.empty();
  out.result = std::move(play.result);
  return out;
}

}  // namespace

Trial::Trial(const player::Case& c, const language::Catalogue& catalogue, Venue venue)
    : case_(c),
      catalogue_(catalogue),
      venue_(std::move(venue)) {
  target_.site = std::make_shared<const receiver::Site>(venue_.site);
  target_.store = venue_.store;
  target_.kept_before = venue_.kept_before;
}

Judged Trial::play(const Mutation& mutation) {
  target_.behaviour = mutation.behaviour;
  if (ground_ && !mutation.on_lenient) {
    target_.behaviour.conduct = *ground_;
    if (const auto decision = mutation.decision)
      target_.behaviour.conduct.set(*decision, mutation.behaviour.conduct[*decision]);
  }
  target_.interference = mutation.interference;
  target_.octet_by_octet = mutation.octet_by_octet;
  return judge(transport::play_in_memory(case_, venue_.circumstances, catalogue_, target_, "certify"),
               catalogue_);
}

}  // namespace smtpspec::run
