#include "harness/player/fencing.hpp"

#include "harness/player/outcome.hpp"

#include <algorithm>

namespace smtpspec::player {
namespace {

using language::Outcome;
using namespace std::chrono_literals;

constexpr std::size_t kMostObserved = 2000;
constexpr std::size_t kMostReplies = 10'000;
constexpr int kLongest = 6;                // times the time for a reply; who answers for longer never ends
constexpr Millis kBeforeNothingCame = 2s;  // some answers take longer than those that latency is known of

std::string brief(const Answers& answers) {
  std::string out = "answered";
  for (std::size_t i = 0; i < std::min<std::size_t>(answers.codes.size(), 20); ++i)
    out += " " + std::to_string(answers.codes[i]);
  if (answers.codes.size() > 20) out += " ...";
  if (answers.codes.empty()) out += " nothing";
  if (answers.closed) out += ", closed";
  return out;
}

}  // namespace

Activity::Progress Fencing::advance(Session& session) {
  if (nudge_) {
    const bool known = nudge_->advance(session);
    deadline_ = nudge_->deadline();
    return known ? silent(session) : Progress::waiting;
  }
  if (!end_)
    end_ = session.now() + kLongest * std::max(session.circumstances().reply_timeout, kBeforeNothingCame);
  const auto& arrivals = session.here().arrivals;
  if (!std::all_of(arrivals.begin(), arrivals.end(),
                   [&](const Arrival& one) { return session.is_in_step(one); }))
    return Progress::done;
  const bool news = gather(session);
  const bool over = session.here().is_over();
  if (!over && (session.now() >= *end_ || answers_.codes.size() > kMostReplies)) {
    session.block("the server goes on answering", observed_);
    return Progress::done;
  }
  if (phase_ == Phase::due) {
    if (!over && answers_.codes.size() < outcome_.after) {
      if (!deadline_) deadline_ = session.now() + session.circumstances().reply_timeout;
      return session.now() < *deadline_ ? Progress::waiting : nudge(session);
    }
    if (outcome_.settled && !over) {
      if (!deadline_ || news) deadline_ = session.now() + quiet(session);
      if (session.now() < *deadline_) return Progress::waiting;
    }
    if (!over) write_fence(session);
    return when_quiet(session);
  }
  if (news) {
    phase_ = Phase::draining;
    if (may_be_the_last()) deadline_ = session.now() + quiet(session);
  }
  return when_quiet(session);
}

Millis Fencing::quiet(const Session& session) const {
  const Millis quiet = session.circumstances().quiet;
  return answers_.codes.empty() ? std::max(quiet, kBeforeNothingCame) : quiet;
}

/// Behind QUIT come answers to what was sent before it, however late, and at last its own.
bool Fencing::may_be_the_last() const {
  const int code = answers_.codes.back();
  return outcome_.fence != Outcome::Fence::quit || code == 221 || code == 421;
}

Activity::Progress Fencing::nudge(Session& session) {
  nudge_.emplace(session);
  deadline_ = nudge_->deadline();
  return Progress::waiting;
}

bool Fencing::gather(Session& session) {
  auto& arrivals = session.here().arrivals;
  const bool news = !arrivals.empty();
  for (const Arrival& arrival : arrivals) {
    answers_.codes.push_back(arrival.reply.code);
    if (observed_.size() > kMostObserved) continue;
    if (!observed_.empty()) observed_ += " / ";
    observed_ += shown(session, arrival.reply);
  }
  arrivals.clear();
  return news;
}

void Fencing::write_fence(Session& session) {
  before_fence_ = answers_.codes.size();
  switch (outcome_.fence) {
    case Outcome::Fence::quit:
      session.write("QUIT\r\n");
      break;
    case Outcome::Fence::noop:
      session.write("NOOP\r\n");
      break;
    case Outcome::Fence::close:
      phase_ = Phase::draining;
      deadline_ = session.now() + (outcome_.settled ? Millis(0) : quiet(session));
      return;
  }
  phase_ = Phase::fenced;
  deadline_ = session.now() + session.circumstances().reply_timeout;
}

Activity::Progress Fencing::when_quiet(Session& session) {
  if (session.here().is_over()) return judge(session, true);
  if (session.now() < *deadline_) return Progress::waiting;
  return phase_ == Phase::fenced ? nudge(session) : judge(session, false);
}

Activity::Progress Fencing::judge(Session& session, bool closed) {
  const bool has_fence = outcome_.fence != Outcome::Fence::close && phase_ != Phase::due;
  if (has_fence && answers_.codes.size() > before_fence_) {
    answers_.codes.pop_back();  // the fence's own answer
    closed = false;
  }
  answers_.closed = closed;
  const Happening what{brief(answers_), observed_ + (closed ? " / closed" : "")};
  const auto* requirement = session.requirement(session.main_requirement());
  const OutcomeVerdict verdict = judge_outcome(outcome_, answers_, requirement);
  if (verdict.row != nullptr) {
    give(session, *verdict.row, what, allowed(outcome_));
  } else {
    give_unlisted(session, verdict.otherwise, what, allowed(outcome_));
  }
  return Progress::done;
}

Activity::Progress Fencing::silent(Session& session) {
  const bool is_fenced = phase_ == Phase::fenced;
  if (nudge_->was_late() || (is_fenced && nudge_->was_answered())) {
    session.block_for_now(
        is_fenced ? "the fence was not answered in time" : "the answers came later than the deadline",
        observed_);
    return Progress::done;
  }
  // The nudges were answered, so that what is missing will not come.
  const bool is_proven = nudge_->was_answered();
  if (is_proven) {
    const OutcomeVerdict verdict = judge_outcome(outcome_, answers_, nullptr);
    if (verdict.row != nullptr) {
      give(session, *verdict.row, {brief(answers_), observed_}, allowed(outcome_));
      return Progress::done;
    }
  }
  session.set_end(Result::End::silent, true, is_proven);
  const std::string what = is_fenced ? "the fence was not answered" : "fewer answers than are due";
  if (is_proven && !answers_.codes.empty()) {
    give_lost_reply(session, what + " (" + brief(answers_) + ")", allowed(outcome_));
    return Progress::done;
  }
  session.block_for_now(what + " (" + brief(answers_) + ")", observed_);
  return Progress::done;
}

}  // namespace smtpspec::player
