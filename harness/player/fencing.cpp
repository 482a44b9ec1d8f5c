#include "harness/player/fencing.hpp"

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
    if (outcome_.after == 0 && !over) {
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
  if (give_row(session, what)) return Progress::done;
  if (closed && convicts_although_closed()) {
    answers_.closed = false;
    if (give_row(session, what)) return Progress::done;
  }
  if (!is_readable()) {
    block_unreadable(session, what);
    return Progress::done;
  }
  const bool gave_up = std::find(answers_.codes.begin(), answers_.codes.end(), 421) != answers_.codes.end();
  const auto* requirement = session.requirement(session.main_requirement());
  give_unlisted(session, grade_unlisted_outcome(gave_up, closed, requirement), what, allowed(outcome_));
  return Progress::done;
}

// Where more was answered than any row without a breach lists, a close behind it excuses nothing.
bool Fencing::convicts_although_closed() const {
  return std::none_of(outcome_.rows.begin(), outcome_.rows.end(), [&](const language::OutcomeRow& row) {
    return row.grade < Grade::risk && begins(row, answers_.codes);
  });
}

// Garbage among the answers convicts nobody of anything but garbage, which the general checks see.
bool Fencing::is_readable() const {
  return std::find(answers_.codes.begin(), answers_.codes.end(), 0) == answers_.codes.end();
}

void Fencing::block_unreadable(Session& session, const Happening& happening) const {
  session.block("no reply that can be read: " + happening.observed, happening.observed, false);
}

bool Fencing::give_row(Session& session, const Happening& happening) {
  const auto row = std::find_if(outcome_.rows.begin(), outcome_.rows.end(),
                                [&](const language::OutcomeRow& one) { return matches(one, answers_); });
  if (row == outcome_.rows.end()) return false;
  if (row->grade >= Grade::risk && !is_readable()) {
    block_unreadable(session, happening);
    return true;
  }
  const std::string allowed_here = allowed(outcome_);
  std::string message = happening.brief;
  if (!row->label.empty()) message = row->label + ": " + message;
  if (row->grade != Grade::pass) message += ", allowed " + allowed_here;
  session.grade({.grade = row->grade,
                 .message = std::move(message),
                 .requirement = row->cites,
                 .allowed = allowed_here,
                 .observed = happening.observed,
                 .at = row->at});
  if (row->grade == Grade::blocked) session.expect_retry();
  return true;
}

Activity::Progress Fencing::silent(Session& session) {
  if (nudge_ && nudge_->was_late()) {
    session.block("the answers came later than the deadline", observed_, true);
    return Progress::done;
  }
  // The nudges were answered, so that what is missing will not come.
  const bool is_proven = nudge_ && nudge_->was_answered();
  if (is_proven && give_row(session, {brief(answers_), observed_})) return Progress::done;
  session.set_end(Result::End::silent, true, is_proven);
  const std::string what = nudge_ ? "fewer answers than are due" : "the fence was not answered";
  session.block(what + " (" + brief(answers_) + ")", observed_, true);
  return Progress::done;
}

}  // namespace smtpspec::player
