#include "harness/player/fencing.hpp"

#include "harness/player/outcome.hpp"

#include <algorithm>

namespace smtpspec::player {
namespace {

using language::Outcome;

constexpr std::size_t kMostObserved = 2000;

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
  const auto& arrivals = session.here().arrivals;
  if (!std::all_of(arrivals.begin(), arrivals.end(),
                   [&](const Arrival& one) { return session.is_in_step(one); }))
    return Progress::done;
  const bool news = gather(session);
  const bool over = session.here().is_over();
  const Circumstances& circumstances = session.circumstances();
  if (phase_ == Phase::due) {
    if (!over && answers_.codes.size() < outcome_.after) {
      if (!deadline_) deadline_ = session.now() + circumstances.reply_timeout;
      if (session.now() < *deadline_) return Progress::waiting;
      nudge_.emplace(session);
      deadline_ = nudge_->deadline();
      return Progress::waiting;
    }
    if (outcome_.settled && !over) {
      if (!deadline_ || news) deadline_ = session.now() + circumstances.quiet;
      if (session.now() < *deadline_) return Progress::waiting;
    }
    if (!over) write_fence(session);
    return when_quiet(session);
  }
  if (phase_ == Phase::draining && news) deadline_ = session.now() + circumstances.quiet;
  if (phase_ == Phase::fenced && news) {
    phase_ = Phase::draining;
    deadline_ = session.now() + circumstances.quiet;
  }
  return when_quiet(session);
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
      deadline_ = session.now() + session.circumstances().quiet;
      return;
  }
  phase_ = Phase::fenced;
  deadline_ = session.now() + session.circumstances().reply_timeout;
}

Activity::Progress Fencing::when_quiet(Session& session) {
  if (session.here().is_over()) return judge(session, true);
  if (session.now() < *deadline_) return Progress::waiting;
  return phase_ == Phase::fenced ? silent(session) : judge(session, false);
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
    give_row(session, *verdict.row, what);
  } else {
    give_unlisted(session, verdict.otherwise, what, allowed(outcome_));
  }
  return Progress::done;
}

void Fencing::give_row(Session& session, const language::OutcomeRow& row, const Happening& happening) {
  const std::string allowed_here = allowed(outcome_);
  std::string message = happening.brief;
  if (!row.label.empty()) message = row.label + ": " + message;
  if (row.grade != Grade::pass) message += ", allowed " + allowed_here;
  session.grade({.grade = row.grade,
                 .message = std::move(message),
                 .requirement = row.cites,
                 .allowed = allowed_here,
                 .observed = happening.observed,
                 .at = row.at});
  if (row.grade == Grade::blocked) session.expect_retry();
}

Activity::Progress Fencing::silent(Session& session) {
  if (nudge_ && nudge_->was_late()) {
    session.block("the answers came later than the deadline", observed_, true);
    return Progress::done;
  }
  // The nudges were answered, so that what is missing will not come.
  const bool is_proven = nudge_ && nudge_->was_answered();
  if (is_proven) {
    const OutcomeVerdict verdict = judge_outcome(outcome_, answers_, nullptr);
    if (verdict.row != nullptr) {
      give_row(session, *verdict.row, {brief(answers_), observed_});
      return Progress::done;
    }
  }
  session.set_end(Result::End::silent, true, is_proven);
  const std::string what = nudge_ ? "fewer answers than are due" : "the fence was not answered";
  if (is_proven && !answers_.codes.empty()) {
    give_lost_reply(session, what + " (" + brief(answers_) + ")", allowed(outcome_));
    return Progress::done;
  }
  session.block(what + " (" + brief(answers_) + ")", observed_, true);
  return Progress::done;
}

}  // namespace smtpspec::player
