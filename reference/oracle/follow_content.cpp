#include "reference/oracle/hypothesis.hpp"
#include "reference/receiver/decisions.hpp"

/// Content that is refused: before its end, or at its end by a target that reads on in it. RFC 5321 §4.1.1.4
/// has one reply follow the end, whatever is wrong with the content (§4.5.3.1.9).
namespace smtpspec::oracle {

using receiver::DecisionId;
using receiver::operator""_decision;
using syntax::ContentFault;

namespace {

constexpr int kTooBig = 552;
constexpr int kPermanent = 500;

/// For what content is refused where it stands, worst first.
struct Row {
  ContentFault fault;
  Suspicion suspicion;
};
constexpr Row kFaults[] = {
    {ContentFault::bare_cr, {"bare-cr-in-content"_decision, "resumes", true}},
    {ContentFault::bare_lf, {"bare-lf-in-content"_decision, "resumes", true}},
    {ContentFault::long_line, {"long-text-line"_decision, "1000-resumes", true}},
};

DecisionId reason_of(int code) {
  if (code == kTooBig) return "too-big-message"_decision;
  return code < kPermanent ? "store-failed"_decision : "store-refused"_decision;
}

}  // namespace

void Hypothesis::suspect() {
  suspicion = {.decision = "end-of-data-replies"_decision, .choice = "two", .of_resuming = content_answered};
  for (const Row& row : kFaults) {
    if (!content.has(row.fault)) continue;
    suspicion = row.suspicion;
    return;
  }
}

bool Hypothesis::follow_in_content(const reply::Reply& reply, std::vector<Hypothesis>& forks) {
  const bool shuts_down = reply.code == kShuttingDown;
  if (reply.code < 400) return false;
  if (content_answered && !shuts_down) return follow_timeout(reply.code, forks);
  content_answered = true;
  suspect();
  const bool faulty = suspicion->decision != "end-of-data-replies"_decision;
  last = {.grade = shuts_down ? Grade::lawful : Grade::tolerable,
          .clause = faulty ? suspicion->decision : reason_of(reply.code)};
  last_permitted = "a reply behind the end of the content; tolerable: one refusal before it";
  // It may have a reply for each recipient now or at the end (RFC 2033 §4.2).
  beyond = session.site->lmtp;
  if (shuts_down) shut_down(forks);
  return true;
}

bool Hypothesis::explains_by_content(int code) const {
  if (!suspicion) return false;
  if (!pending) return code >= kPermanent;
  // What is not a command is refused as one.
  const bool as_a_command = code >= kPermanent && code < kPermanent + 4;
  return suspicion->of_resuming && as_a_command;
}

void Hypothesis::convict_of_suspicion() {
  assume(suspicion->decision, suspicion->choice);
  suspicion.reset();
  beyond = true;
  last = {.grade = Grade::tolerable};
  last_permitted = "one reply to the content";
  last_input = ".";
}

}  // namespace smtpspec::oracle
