#include "harness/run/scheduler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "harness/run/deaths.hpp"
#include "harness/run/preflight_scenarios.hpp"
#include "reference/reply/visible.hpp"

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;
using reports::Verdict;
using End = player::Result::End;

constexpr Millis kDeathIsNoticed = 20ms,
                 kDeathIsSuspected =
                     200ms;  // a process closes its connections a little before its end is known
constexpr Millis kMomentToEnd = 2s;
constexpr int kGoneAfter = 2;   // cases in a row that found no session three times alone
constexpr int kDoubtAfter = 3;  // plays in a row without a session: one is tried alone before others

std::uint64_t hash(std::string_view text, std::uint64_t value) {  // FNV-1a
  for (const char octet : text) value = (value ^ static_cast<unsigned char>(octet)) * 0x100000001b3ULL;
  return value;
}

std::string token(std::uint64_t seed, std::string_view id, std::uint32_t play) {
  return fmt::format("t{:016x}", hash(fmt::format("{}/{}", id, play), seed ^ 0xcbf29ce484222325ULL));
}

bool is_bad(Verdict verdict) {
  return verdict == Verdict::fail || verdict == Verdict::risk || verdict == Verdict::error;
}

}  // namespace

struct Scheduler::State {
  transport::Network& network;
  Surroundings stage;
  const Options& options;
  const Plan& plan;
  const language::Catalogue& catalogue;
  OnBegun begun;
  OnSettled settled;

  struct Asked {
    Attempts attempts;
    std::uint32_t repeats = 0;
    std::optional<Settled> worst;
  };
  struct Ended {
    Agenda::Turn turn;
    player::Result result;
    Attempt::Control control = Attempt::Control::not_asked;
    std::uint64_t number = 0;
  };

  std::map<std::size_t, std::uint32_t> plays;  // of each case: no two have the same token
  Jobs jobs;
  Agenda agenda{{}};
  std::map<std::size_t, Asked> open;
  std::uint32_t running = 0;
  std::vector<Ended> unjudged;  // of a server of ours: it may have died in one of these
  std::uint64_t numbers = 0;
  std::string death;
  Deaths deaths;
  int without_session = 0, blocked_without_session = 0;
  std::optional<Millis> wake_at;
  Stopped stopped = Stopped::no;
  EveryDialogue every_dialogue;

  void begin(std::size_t index) {
    open.insert_or_assign(index,
                          Asked{.attempts = Attempts(stage.process != nullptr), .repeats = options.repeat});
  }

  void run() {
    if (idle()) return;
    pump();
    network.run();
    wake_at.reset();
  }

  bool idle() const { return running == 0 && unjudged.empty() && agenda.empty(); }

  void pump() {
    if (idle()) return network.stop();
    if (!death.empty()) return;
    const Millis now = network.now();
    for (;;) {
      const Millis start = jobs.next_start(running);
      if (start == Millis::max()) return;
      if (start > now) return wake(start);
      const auto turn = agenda.next(now, running + static_cast<std::uint32_t>(unjudged.size()));
      if (!turn) break;
      jobs.started(now);
      play(*turn);
    }
    if (const auto ready = agenda.ready_at(now)) wake(*ready);
  }

  void wake(Millis at) {
    if (wake_at && *wake_at <= at) return;
    wake_at = at;
    network.after(std::max(at - network.now(), Millis(0)), [this] {
      wake_at.reset();
      pump();
    });
  }

  void play(const Agenda::Turn& turn) {
    const player::Case& what = plan[turn.index].what;
    player::Circumstances circumstances = stage.circumstances;
    circumstances.reply_timeout *= turn.how.deadlines;
    circumstances.quiet *= turn.how.deadlines;
    if (begun) begun(turn.index);
    ++running;
    network.play(player::Play(what, std::move(circumstances), catalogue,
                              token(options.seed, what.id(), plays[turn.index]++)),
                 stage.endpoint, stage.tls, [this, turn](player::Result result) {
                   ended({turn, std::move(result)});
                 });
  }

  void ended(Ended one) {
    if (one.result.end == End::silent && !one.result.nudge_answered && death.empty())
      return ask_control(std::move(one));
    --running;
    judge(std::move(one));
  }

  /// Whether a second connection is served while the first is silent.
  void ask_control(Ended one) {
    auto kept = std::make_shared<Ended>(std::move(one));
    network.play(player::Play(control_case(), stage.circumstances, catalogue, "control"), stage.endpoint,
                 stage.tls, [this, kept](const player::Result& control) {
                   const bool lively = control.end == End::finished && control.verdict <= player::Grade::note;
                   --running;
                   kept->control = lively ? Attempt::Control::lively : Attempt::Control::slow;
                   judge(std::move(*kept));
                 });
  }

  void judge(Ended one) {
    every_dialogue.take(plan[one.turn.index].what, one.result);
    if (stage.process == nullptr) {
      take(one.turn, {.result = std::move(one.result), .control = one.control});
      return pump();
    }
    one.number = ++numbers;
    const bool clean = one.result.end == End::finished && one.result.verdict == player::Grade::pass;
    network.after(clean ? kDeathIsNoticed : kDeathIsSuspected,
                  [this, number = one.number] { judge_noticed(number); });
    unjudged.push_back(std::move(one));
    pump();
  }

  void judge_noticed(std::uint64_t number) {
    if (death.empty()) death = stage.process->death();
    if (!death.empty()) return bury();
    const auto found = std::find_if(unjudged.begin(), unjudged.end(),
                                    [&](const Ended& one) { return one.number == number; });
    if (found == unjudged.end()) return;
    Ended one = std::move(*found);
    unjudged.erase(found);
    take(one.turn, {.result = std::move(one.result), .control = one.control});
    pump();
  }

  /// The server died. Once all that was going on has ended, the suspects are found and it is started again.
  void bury() {
    if (running > 0 || unjudged.empty()) return;
    std::vector<std::size_t> suspects;
    for (const Ended& one : unjudged) {
      if (one.result.end != End::unreachable) suspects.push_back(one.turn.index);
    }
    const std::string how = std::exchange(death, "");
    std::vector<Ended> all = std::exchange(unjudged, {});
    const std::string words = reply::visible(stage.process->last_words());
    const bool alive = stage.process->revive();
    if (suspects.size() > 1) deaths.died(how, suspects);
    for (Ended& one : all) {
      if (suspects.size() == 1 && one.turn.index == suspects.front()) {
        if (!words.empty())
          one.result.transcript.push_back({.text = "the last words of the server: " + words});
        take(one.turn, {.result = std::move(one.result), .crash = how});
      } else {
        agenda.ended(one.turn);
        agenda.again(one.turn.index, {.alone = suspects.size() > 1}, network.now());
      }
    }
    if (!alive) return stop(Stopped::target_gone, true);
    pump();
  }

  void take(const Agenda::Turn& turn, Attempt attempt) {
    agenda.ended(turn);
    watch_sessions(attempt.result.end);
    Asked& asked = open.at(turn.index);
    if (const auto again = asked.attempts.take(std::move(attempt))) {
      if (stopped != Stopped::no) return;
      if (again->because == Again::Because::no_session) jobs.refused(network.now());
      if (again->because == Again::Because::overload) jobs.overloaded(network.now());
      agenda.again(turn.index, *again, network.now());
      return;
    }
    Settled one = asked.attempts.settled();
    const bool gone = one.verdict == Verdict::blocked && one.result.end == End::unreachable;
    blocked_without_session = gone ? blocked_without_session + 1 : 0;
    if (!asked.worst || one.verdict > asked.worst->verdict) asked.worst = std::move(one);
    if (--asked.repeats > 0 && stopped == Stopped::no) {
      asked.attempts = Attempts(stage.process != nullptr);
      return agenda.again(turn.index, {.alone = false}, network.now());
    }
    settle(turn.index);
    if (blocked_without_session >= kGoneAfter) stop(Stopped::target_gone, true);
  }

  void watch_sessions(End end) {
    if (end == End::unreachable) {
      if (++without_session >= kDoubtAfter) agenda.prefer_alone(true);
      return;
    }
    without_session = 0;
    agenda.prefer_alone(options.fail_fast);
    jobs.clean();
  }

  void settle(std::size_t index) {
    Settled one = std::move(*open.at(index).worst);
    open.erase(index);
    if (auto unexplained = deaths.settled(index, !one.crash.empty())) blame(*unexplained, index, one);
    settled(index, one);
    if (options.fail_fast && is_bad(one.verdict)) stop(Stopped::first_finding, false);
  }

  /// Nobody can say which of the suspects it was: the last of them to be settled answers for all.
  void blame(const Deaths::Unexplained& unexplained, std::size_t index, Settled& one) {
    std::string names;
    for (const std::size_t suspect : unexplained.suspects) {
      if (suspect != index) names += (names.empty() ? "" : ", ") + plan[suspect].what.id();
    }
    one.verdict = Verdict::fail;
    one.crash = unexplained.how;
    one.message = fmt::format(
        "the server died ({}) while this and {} were played side by side; alone, none of them "
        "killed it",
        unexplained.how, names);
  }

  void stop(Stopped why, bool at_once) {
    if (stopped != Stopped::no) return;
    stopped = why;
    agenda.drop();
    if (at_once || idle()) return network.stop();
    network.after(kMomentToEnd, [this] { network.stop(); });
  }
};

Scheduler::Scheduler(transport::Network& network, Surroundings stage, const Options& options,
                     const Plan& plan, const language::Catalogue& catalogue, OnBegun begun, OnSettled settled)
    : state_(new State{.network = network,
                       .stage = std::move(stage),
                       .options = options,
                       .plan = plan,
                       .catalogue = catalogue,
                       .begun = std::move(begun),
                       .settled = std::move(settled),
                       .jobs = Jobs({})}) {
  state_->jobs = Jobs(state_->stage.pace);
  state_->agenda.prefer_alone(options.fail_fast);
}

Scheduler::~Scheduler() = default;

void Scheduler::play(const std::vector<std::size_t>& indices) {
  state_->agenda = Agenda(indices);
  state_->agenda.prefer_alone(state_->options.fail_fast);
  for (const std::size_t index : indices) state_->begin(index);
  state_->run();
}

void Scheduler::play_alone(const std::vector<std::size_t>& indices) {
  state_->agenda = Agenda({});
  for (const std::size_t index : indices) {
    state_->begin(index);
    state_->agenda.again(index, {.alone = true, .deadlines = Attempts::kPatience}, state_->network.now());
  }
  state_->run();
}

void Scheduler::stop(Stopped why, bool at_once) { state_->stop(why, at_once); }
Stopped Scheduler::stopped() const { return state_->stopped; }

std::vector<std::size_t> Scheduler::unsettled() const {
  std::vector<std::size_t> out;
  for (const auto& [index, asked] : state_->open) out.push_back(index);
  return out;
}

const EveryDialogue& Scheduler::every_dialogue() const { return state_->every_dialogue; }

}  // namespace smtpspec::run
