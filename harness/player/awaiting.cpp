#include "harness/player/awaiting.hpp"

#include "harness/language/expectation.hpp"
#include "harness/player/match.hpp"
#include "reference/reply/visible.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::player {
namespace {

using language::Alternative;
using language::Expect;

std::string seconds(Millis time) {
  const auto whole = time.count() / 1000;
  return time.count() % 1000 == 0 ? std::to_string(whole) + " s" : std::to_string(time.count()) + " ms";
}

Happening happening(const Session& session, const Arrival& arrival) {
  if (!arrival.line.empty())
    return {"the command was " + reply::visible(arrival.line), reply::visible(arrival.line)};
  return {"answered " + std::to_string(arrival.reply.code), shown(session, arrival.reply)};
}

bool meets(const Expect& expect, const Arrival& arrival, bool is_line) {
  if (is_line) return matches_line(expect, arrival.line);
  return matches(expect, arrival.reply);
}

}  // namespace

const std::vector<Alternative>& Awaiting::alternatives() const {
  static const std::vector<Alternative> kNone;
  return question_ == nullptr ? kNone : question_->alternatives;
}

std::string Awaiting::allowed_here() const { return allowed(expect_.text_of_source, alternatives()); }

bool Awaiting::listens_for(Expect::Kind kind) const {
  return expect_.kind == kind || std::any_of(alternatives().begin(), alternatives().end(),
                                             [&](const Alternative& row) { return row.expect.kind == kind; });
}

bool Awaiting::waits_for_close_only() const { return expect_.kind == Expect::Kind::close; }

Millis Awaiting::patience(Session& session) const {
  const Circumstances& circumstances = session.circumstances();
  const Ledger& ledger = session.here().ledger;
  if (ledger.awaits_greeting()) return circumstances.banner_timeout;
  // Content that has not ended yet owes no answer either.
  return listens_for(Expect::Kind::silence) && ledger.open() == 0 ? circumstances.quiet
                                                                  : circumstances.reply_timeout;
}

Activity::Progress Awaiting::advance(Session& session) {
  if (nudge_) return advance_nudge(session);
  if (!deadline_) deadline_ = session.now() + patience(session);
  Connection& connection = session.here();
  if (!connection.arrivals.empty()) {
    const Arrival arrival = std::move(connection.arrivals.front());
    connection.arrivals.pop_front();
    judge(session, arrival);
    return Progress::done;
  }
  if (connection.is_over()) {
    judge_close(session);
    return Progress::done;
  }
  if (session.now() < *deadline_) return Progress::waiting;
  const bool owes_nothing = connection.ledger.open() == 0;
  if (owes_nothing && give_kind(session, Expect::Kind::silence, {"no answer", "no answer"}))
    return Progress::done;
  if (connection.ledger.awaits_greeting()) {
    session.look_at_unfinished_reply();
    session.no_session(session.current());
    session.block_for_now("no greeting within " + seconds(session.circumstances().banner_timeout));
    return Progress::done;
  }
  asked_ = connection.ledger.waiting_for();
  nudge_.emplace(session);
  deadline_ = nudge_->deadline();
  return Progress::waiting;
}

Activity::Progress Awaiting::advance_nudge(Session& session) {
  const bool known = nudge_->advance(session);
  deadline_ = nudge_->deadline();
  if (!known) return Progress::waiting;
  silent(session);
  return Progress::done;
}

void Awaiting::silent(Session& session) {
  session.look_at_unfinished_reply();
  const std::string time = seconds(session.circumstances().reply_timeout);
  if (waits_for_close_only()) {
    if (session.here().link == Connection::Link::closed) return judge_close(session);
    const bool is_alive = nudge_->was_answered() || nudge_->was_late();
    const auto grade = grade_of(session.requirement(session.main_requirement()), Breach::accepts);
    give_unlisted(session, {grade, is_alive ? "NOOP was answered" : "not closed within " + time},
                  {"the connection stays open", "no close"}, allowed_here());
    return;
  }
  const std::string to = asked_.empty() ? std::string() : " to " + reply::visible(asked_);
  if (nudge_->was_late()) {
    session.block_for_now("the answer" + to + " took longer than " + time);
    return;
  }
  if (nudge_->was_answered() && give_kind(session, Expect::Kind::silence, {"no answer", "no answer"})) return;
  session.set_end(Result::End::silent, question_ != nullptr, nudge_->was_answered());
  if (question_ != nullptr && nudge_->was_answered() && !asked_.empty())
    return give_lost_reply(session, "no answer" + to + " within " + time, allowed_here());
  session.block_for_now("no answer" + to + " within " + time +
                        (nudge_->was_answered() ? ", although NOOP was answered then" : ""));
}

void Awaiting::judge(Session& session, const Arrival& arrival) {
  Connection& connection = session.here();
  if (!session.is_in_step(arrival)) return;
  if (question_ == nullptr) return judge_set_up(session, arrival);
  const Happening what = happening(session, arrival);
  const bool is_last = language::is_bare_any(expect_);
  if (!is_last && meets(expect_, arrival, connection.turned)) {
    met(session, expect_, arrival);
    passed(session, what);
    return;
  }
  const std::string& verb = arrival.asked.verb;
  const Proof proof{verb, connection.ledger.accepted(verb), connection.ledger.accepted_here(verb)};
  for (const Alternative& alternative : alternatives()) {
    if (!meets(alternative.expect, arrival, connection.turned)) continue;
    const bool accuses = alternative.grade == Grade::warn || alternative.grade >= Grade::risk;
    if (accuses && !connection.turned && is_beside_the_question(alternative.expect, arrival.reply, proof))
      break;
    met(session, alternative.expect, arrival);
    return give(session, alternative, what, allowed_here());
  }
  if (is_last) return passed(session, what);
  const auto* requirement = session.requirement(session.main_requirement());
  give_unlisted(session, grade_unlisted(expect_, arrival.reply, proof, requirement), what, allowed_here());
}

void Awaiting::judge_set_up(Session& session, const Arrival& arrival) {
  if (meets(expect_, arrival, session.here().turned)) return met(session, expect_, arrival);
  const Happening what = happening(session, arrival);
  if (arrival.asked.what == Asked::What::greeting && is_temporary(arrival.reply.code)) session.turned_away();
  const std::string asked = arrival.asked.label.empty() ? "the set-up" : reply::visible(arrival.asked.label);
  session.block_by(arrival.reply.code,
                   asked + " was answered " + what.observed + "; the set-up needs " + expect_.text_of_source,
                   what.observed);
}

void Awaiting::judge_close(Session& session) {
  const Connection& connection = session.here();
  const std::string how = connection.was_reset ? "the connection was reset" : "the connection was closed";
  if (give_kind(session, Expect::Kind::close, {how, how})) return;
  if (question_ != nullptr) {
    give_unlisted(session, grade_unlisted_close(expect_), {how, how}, allowed_here());
    return;
  }
  const std::string_view asked = connection.ledger.waiting_for();
  if (connection.ledger.awaits_greeting()) session.no_session(session.current());
  session.block_for_now(
      how + (asked.empty() ? std::string() : " instead of an answer to " + reply::visible(asked)) +
          "; the set-up needs " + expect_.text_of_source,
      how);
}

bool Awaiting::give_kind(Session& session, Expect::Kind kind, const Happening& what) {
  if (expect_.kind == kind) {
    if (question_ != nullptr) passed(session, what);
    return true;
  }
  const auto row =
      std::find_if(alternatives().begin(), alternatives().end(),
                   [&](const Alternative& alternative) { return alternative.expect.kind == kind; });
  if (row == alternatives().end()) return false;
  give(session, *row, what, allowed_here());
  return true;
}

void Awaiting::passed(Session& session, const Happening& what) {
  give_pass(session, expect_.at, what, allowed_here());
  if (question_->ends) session.end_case();
}

void Awaiting::met(Session& session, const Expect& expect, const Arrival& arrival) {
  for (auto& [name, value] : captures(expect, arrival.reply)) session.variables().set(name, std::move(value));
}

}  // namespace smtpspec::player
