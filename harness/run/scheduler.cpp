#include "harness/run/scheduler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;
using reports::Verdict;
using End = player::Result::End;

constexpr Millis kMomentToEnd = 2s;
constexpr int kGoneAfter = 6;   // plays in a row that found no session, each alone
constexpr int kDoubtAfter = 3;  // plays in a row without a session: one is tried alone before others

bool is_bad(Verdict verdict) { return convicts(verdict) || verdict == Verdict::error; }

}  // namespace

Scheduler::Scheduler(transport::Network& network, Surroundings surroundings, const Options& options,
                     const Plan& plan, const language::Catalogue& catalogue, Listener listener)
    : network_(network),
      surroundings_(std::move(surroundings)),
      options_(options),
      plan_(plan),
      listener_(std::move(listener)),
      stage_(network, surroundings_, plan, catalogue, options.seed),
      jobs_(surroundings_.pace),
      vigil_(surroundings_.process) {}

void Scheduler::play(const std::vector<std::size_t>& indices) {
  agenda_ = Agenda(indices);
  agenda_.prefer_alone(options_.fail_fast);
  for (const std::size_t index : indices) begin(index);
  run();
}

void Scheduler::play_alone(const std::vector<std::size_t>& indices) {
  agenda_ = Agenda({});
  for (const std::size_t index : indices) {
    begin(index);
    agenda_.again(index, {.alone = true, .deadlines = Attempts::kPatience}, network_.now());
  }
  run();
}

void Scheduler::begin(std::size_t index) {
  open_.insert_or_assign(index, Asked{.attempts = Attempts(is_ours()), .repeats = options_.repeat});
}

void Scheduler::run() {
  if (is_idle()) return;
  pump();
  network_.run();
  wake_at_.reset();
  if (stopped_ != Stopped::no) settle_what_was_found();
}

/// Of what the stop left undecided.
void Scheduler::settle_what_was_found() {
  std::vector<std::size_t> found;
  for (const Deaths::Unexplained& death : deaths_.open()) {
    const auto open = std::find_if(death.suspects.rbegin(), death.suspects.rend(),
                                   [&](std::size_t suspect) { return open_.contains(suspect); });
    if (open == death.suspects.rend()) continue;
    blame(death, *open, open_.at(*open).worst.emplace(), "the run ended before each was played alone");
  }
  for (auto& [index, asked] : open_) {
    take_what_was_found(asked);
    if (asked.worst) found.push_back(index);
  }
  for (const std::size_t index : found) settle(index);
}

void Scheduler::take_what_was_found(Asked& asked) {
  auto unfinished = asked.attempts.unfinished();
  if (unfinished && (!asked.worst || unfinished->verdict > asked.worst->verdict))
    asked.worst = std::move(unfinished);
}

/// Begins what may begin now, and wakes when something else may.
void Scheduler::pump() {
  if (is_idle()) return network_.stop();
  if (vigil_.server_is_dead()) return;
  const Millis now = network_.now();
  for (;;) {
    const Millis start = jobs_.next_start(running_);
    if (start == Millis::max()) return;
    if (start > now) return wake(start);
    const auto turn = agenda_.next(now, running_ + static_cast<std::uint32_t>(vigil_.kept()));
    if (!turn) break;
    jobs_.started(now);
    play(*turn);
  }
  if (const auto ready = agenda_.ready_at(now)) wake(*ready);
}

void Scheduler::wake(Millis at) {
  if (wake_at_ && *wake_at_ <= at) return;
  wake_at_ = at;
  network_.after(std::max(at - network_.now(), Millis(0)), [this] {
    wake_at_.reset();
    pump();
  });
}

void Scheduler::play(const Agenda::Turn& turn) {
  ++running_;
  const auto begins = [&](player::Play& play) { listener_.begins(turn.index, play); };
  stage_.play(turn, begins, [this, turn, began = lost_with_.began()](player::Result result) {
    lost_with_.ended(turn.index, began, result);
    ended({.turn = turn, .attempt = {.result = std::move(result)}});
  });
}

void Scheduler::ended(Ended one) {
  const player::Result& result = one.attempt.result;
  if (result.end == End::silent && !result.nudge_answered && !vigil_.server_is_dead()) {
    auto kept = std::make_shared<Ended>(std::move(one));
    const auto begins = [&](player::Play& play) { listener_.controls(kept->turn.index, play); };
    return stage_.play_control(begins, [this, kept](Attempt::Control control) {
      kept->attempt.control = control;
      judge(std::move(*kept));
    });
  }
  judge(std::move(one));
}

void Scheduler::judge(Ended one) {
  --running_;
  every_dialogue_.take(plan_[one.turn.index].what, one.attempt.result);
  if (vigil_.watches()) {
    const Millis moment = Vigil::moment(one.attempt.result);
    network_.after(moment, [this, number = vigil_.keep(std::move(one))] { judge_kept(number); });
  } else {
    take(std::move(one));
  }
  pump();
}

void Scheduler::judge_kept(std::uint64_t number) {
  auto one = vigil_.outlived(number);
  if (vigil_.server_is_dead()) return bury();
  if (!one) return;
  take(*std::move(one));
  pump();
}

/// The server died. Once all that was going on has ended, the suspects are found and it is started again.
void Scheduler::bury() {
  if (running_ > 0 || vigil_.kept() == 0) return;
  Vigil::Burial burial = vigil_.bury();
  std::vector<std::size_t> suspects;
  for (const Ended& one : burial.all) {
    if (one.attempt.result.end != End::unreachable) suspects.push_back(one.turn.index);
  }
  if (suspects.size() > 1) deaths_.died(burial.how, suspects);
  for (Ended& one : burial.all) {
    if (suspects.size() == 1 && one.turn.index == suspects.front()) {
      if (!burial.last_words.empty())
        one.attempt.result.transcript.push_back(
            {.text = "the last words of the server: " + burial.last_words});
      take({.turn = one.turn, .attempt = {.result = std::move(one.attempt.result), .crash = burial.how}});
    } else {
      agenda_.ended(one.turn);
      agenda_.again(one.turn.index, {.alone = suspects.size() > 1}, network_.now());
    }
  }
  if (!burial.revived) return stop(Stopped::target_gone, true);
  pump();
}

/// Takes an attempt in: its case is played again, or it is settled.
void Scheduler::take(Ended one) {
  const std::size_t index = one.turn.index;
  agenda_.ended(one.turn);
  watch_sessions(one.turn, one.attempt.result.end);
  if (alone_without_session_ >= kGoneAfter) return give_up();
  const auto open = open_.find(index);
  if (open == open_.end()) return;  // settled when the run was stopped
  Asked& asked = open->second;
  if (const auto again = asked.attempts.take(std::move(one.attempt))) {
    if (stopped_ != Stopped::no) return;
    if (again->because == Again::Because::no_session) jobs_.refused(network_.now());
    if (again->because == Again::Because::overload) jobs_.overloaded(network_.now());
    return agenda_.again(index, *again, network_.now());
  }
  Settled settled = asked.attempts.settled();
  if (!asked.worst || settled.verdict > asked.worst->verdict) asked.worst = std::move(settled);
  if (--asked.repeats > 0 && stopped_ == Stopped::no) {
    asked.attempts = Attempts(is_ours());
    return agenda_.again(index, {.alone = false}, network_.now());
  }
  settle(index);
}

/// The target is gone. What it was last seen in is reported with its evidence.
void Scheduler::give_up() {
  for (const std::size_t index : lost_with_.named()) {
    const auto asked = open_.find(index);
    if (asked == open_.end()) continue;
    take_what_was_found(asked->second);
    if (!asked->second.worst) {
      asked->second.worst = {.verdict = Verdict::blocked,
                             .message = "the target went away while this was played",
                             .result = lost_with_.last_play(index),
                             .plays = asked->second.attempts.plays()};
    }
    settle(index);
  }
  stop(Stopped::target_gone, true);
}

void Scheduler::watch_sessions(const Agenda::Turn& turn, End end) {
  if (end == End::unreachable) {
    alone_without_session_ += turn.how.alone ? 1 : 0;
    if (++without_session_ >= kDoubtAfter) agenda_.prefer_alone(true);
    return;
  }
  without_session_ = alone_without_session_ = 0;
  agenda_.prefer_alone(options_.fail_fast);
  jobs_.clean();
}

void Scheduler::settle(std::size_t index) {
  Settled one = std::move(*open_.at(index).worst);
  open_.erase(index);
  if (const auto unexplained = deaths_.settled(index, !one.crash.empty()))
    blame(*unexplained, index, one, "alone, none of them killed it");
  listener_.settled(index, one);
  if (options_.fail_fast && is_bad(one.verdict)) stop(Stopped::first_finding, false);
}

/// Nobody can say which of the suspects it was: one of them answers for all.
void Scheduler::blame(const Deaths::Unexplained& unexplained, std::size_t index, Settled& one,
                      std::string_view alone) const {
  std::vector<std::string> others;
  for (const std::size_t suspect : unexplained.suspects) {
    if (suspect != index) others.push_back(plan_[suspect].what.id());
  }
  one.verdict = Verdict::fail;
  one.crash = unexplained.how;
  one.message = fmt::format("the server died ({}) while this and {} were played side by side; {}",
                            unexplained.how, fmt::join(others, ", "), alone);
}

void Scheduler::stop(Stopped why, bool at_once) {
  if (stopped_ != Stopped::no) return;
  stopped_ = why;
  agenda_.drop();
  if (at_once || is_idle()) return network_.stop();
  network_.after(kMomentToEnd, [this] { network_.stop(); });
}

}  // namespace smtpspec::run
