#include "harness/run/attempts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace smtpspec::run {

using reports::Verdict;
using namespace std::chrono_literals;
using End = player::Result::End;

Verdict verdict_of(player::Grade grade) {
  switch (grade) {
    case player::Grade::pass:
      return Verdict::pass;
    case player::Grade::note:
      return Verdict::note;
    case player::Grade::warn:
      return Verdict::warn;
    case player::Grade::skip:
      return Verdict::skip;
    case player::Grade::blocked:
      return Verdict::blocked;
    case player::Grade::risk:
      return Verdict::risk;
    case player::Grade::fail:
      return Verdict::fail;
  }
  return Verdict::error;
}

std::string found_once(std::string_view message) {
  return fmt::format("found once, and not played again to be sure: {}", message);
}

bool convicts(Verdict verdict) { return verdict == Verdict::fail || verdict == Verdict::risk; }

namespace {

/// Refused for now: a precondition was, or a question that hoped for an acceptance.
bool is_temporary(const player::Result& result) {
  if (result.retry) return true;
  return result.verdict == player::Grade::blocked && !result.findings.empty() &&
         result.findings.back().observed.starts_with('4');
}

}  // namespace

std::optional<Again> Attempts::settle(Attempt attempt, Verdict verdict, std::string message) {
  settled_ = {.verdict = verdict,
              .message = std::move(message),
              .result = std::move(attempt.result),
              .crash = std::move(attempt.crash),
              .plays = plays_};
  return std::nullopt;
}

/// It settles nothing, but what was seen is not lost.
std::optional<Again> Attempts::undecided(Attempt attempt, std::string message) {
  if (!accused_) return settle(std::move(attempt), Verdict::blocked, std::move(message));
  message =
      fmt::format("{}; then the question could not be put again: {}", accusation_.result.message, message);
  accusation_.result.end = attempt.result.end;
  return settle(std::move(accusation_), Verdict::blocked, std::move(message));
}

std::optional<Settled> Attempts::unfinished() {
  if (!accused_) return std::nullopt;
  Attempt shown = std::move(accusation_);
  accused_ = false;
  std::string message = found_once(shown.result.message);
  settle(std::move(shown), Verdict::blocked, std::move(message));
  return settled();
}

std::optional<Again> Attempts::take(Attempt attempt) {
  auto again = next(std::move(attempt));
  if (again && accused_) {
    again->alone = true;
    again->deadlines = kPatience;
  }
  return again;
}

std::optional<Again> Attempts::next(Attempt attempt) {
  ++plays_;
  if (!attempt.crash.empty()) {
    std::string message = "the server died: " + attempt.crash;
    return settle(std::move(attempt), Verdict::fail, std::move(message));
  }
  switch (attempt.result.end) {
    case End::unreachable:
      return without_connection(std::move(attempt));
    case End::error: {
      if (errors_++ == 0) return Again{.wait = 100ms};
      std::string message = attempt.result.message;
      return settle(std::move(attempt), Verdict::error, std::move(message));
    }
    case End::silent:
      if (!attempt.result.nudge_answered) return silent(std::move(attempt));
      [[fallthrough]];
    case End::finished:
      lively_ = lively_ || !attempt.result.turned_away;
      break;
  }
  const Verdict verdict = verdict_of(attempt.result.verdict);
  if (convicts(verdict)) return convicted(std::move(attempt), verdict);
  if (attempt.result.turned_away && turned_away_ < kTurnedAway) {
    ++turned_away_;
    return Again{.alone = false, .wait = turned_away_ * 500ms, .because = Again::Because::no_session};
  }
  if (is_temporary(attempt.result) && temporary_ < kTemporary) {
    ++temporary_;
    return Again{.alone = temporary_ > 1,
                 .deadlines = silent_ > 0 ? kLastSilence : 1,
                 .wait = temporary_ * 500ms,
                 .because = Again::Because::overload};
  }
  return acquitted(std::move(attempt));
}

std::optional<Again> Attempts::without_connection(Attempt attempt) {
  // The first time, others were being played beside it.
  if (unconnected_++ < kAloneWithoutConnection)
    return Again{.wait = unconnected_ * 250ms, .because = Again::Because::no_session};
  std::string message =
      fmt::format("no session, {} times alone: {}", kAloneWithoutConnection, attempt.result.message);
  return undecided(std::move(attempt), std::move(message));
}

std::optional<Again> Attempts::silent(Attempt attempt) {
  if (!attempt.result.silent_at_question && silent_ > 0) return acquitted(std::move(attempt));
  slow_control_ = slow_control_ || attempt.control == Attempt::Control::slow;
  if (silent_++ < kSilentAgain) {
    // The control shows that others are served: no need to be alone.
    return Again{.alone = false, .deadlines = silent_ == kSilentAgain ? kLastSilence : 1};
  }
  if (slow_control_) {
    return undecided(std::move(attempt),
                     "no answer, and a second connection was not served in time either: the target is slow");
  }
  if (lively_) return undecided(std::move(attempt), "no answer, though another play was answered");
  return settle(
      std::move(attempt), ours_ ? Verdict::fail : Verdict::risk,
      fmt::format("hang: the session was dead in {} plays while a second connection was served", silent_));
}

std::optional<Again> Attempts::convicted(Attempt attempt, Verdict verdict) {
  if (!std::exchange(accused_, true)) {
    accusation_ = std::move(attempt);
    return Again{.alone = true, .deadlines = kPatience};
  }
  std::string message = attempt.result.message;
  return settle(std::move(attempt), verdict, std::move(message));
}

std::optional<Again> Attempts::acquitted(Attempt attempt) {
  const Verdict verdict = verdict_of(attempt.result.verdict);
  std::string message = attempt.result.message;
  if (!accused_) return settle(std::move(attempt), verdict, std::move(message));
  const bool open = verdict == Verdict::blocked;
  if (open && doubts_++ == 0) return Again{.alone = true, .deadlines = kPatience, .wait = 500ms};
  const std::string accused = accusation_.result.message;
  // The play that is shown is the one with the evidence.
  return settle(std::move(accusation_), Verdict::note,
                fmt::format("not reproducible: {} (played again alone: {})", accused,
                            message.empty() ? reports::name(verdict) : std::string_view(message)));
}

}  // namespace smtpspec::run
