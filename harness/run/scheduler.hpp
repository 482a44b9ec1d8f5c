#pragma once

#include "harness/run/agenda.hpp"
#include "harness/run/attempts.hpp"
#include "harness/run/deaths.hpp"
#include "harness/run/every_dialogue.hpp"
#include "harness/run/jobs.hpp"
#include "harness/run/options.hpp"
#include "harness/run/plan.hpp"
#include "harness/run/stage.hpp"
#include "harness/run/suspects.hpp"
#include "harness/run/vigil.hpp"
#include "harness/transport/network.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace smtpspec::run {

enum class Stopped : std::uint8_t { no, interrupted, out_of_time, first_finding, target_gone };

/// Plays the cases of a plan side by side over a network, by the rules of Jobs, Agenda and Attempts.
class Scheduler {
 public:
  /// Told of what goes on.
  struct Listener {
    std::function<void(std::size_t index, player::Play&)> begins;    ///< a case is about to be played
    std::function<void(std::size_t index, player::Play&)> controls;  ///< whether others are served meanwhile
    std::function<void(std::size_t index, const Settled&)> settled;  ///< a case was decided
  };

  /// What is given by reference outlives the scheduler.
  Scheduler(transport::Network& network, Surroundings surroundings, const Options& options, const Plan& plan,
            const language::Catalogue& catalogue, Listener listener);
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  /// Plays these cases of the plan, each until it is settled. Returns when all are, or when the run was
  /// stopped.
  void play(const std::vector<std::size_t>& indices);
  /// Plays them anew, alone and with four times the deadlines.
  void play_alone(const std::vector<std::size_t>& indices);
  /// Stops: what has not begun is dropped; what runs has a moment to end, or none where `at_once`.
  void stop(Stopped why, bool at_once);

  Stopped stopped() const { return stopped_; }
  /// The cases that were being played when the target went away, where it was not ours.
  const Suspects& suspects() const { return lost_with_; }
  const EveryDialogue& every_dialogue() const { return every_dialogue_; }

 private:
  struct Asked {
    Attempts attempts;
    std::uint32_t repeats = 0;
    std::optional<Settled> worst;
  };

  bool is_ours() const { return surroundings_.process != nullptr; }
  bool is_idle() const { return running_ == 0 && vigil_.kept() == 0 && agenda_.empty(); }
  void begin(std::size_t index);
  void run();
  void settle_what_was_found();
  static void take_what_was_found(Asked& asked);

  void pump();
  void wake(Millis at);
  void play(const Agenda::Turn& turn);
  void ended(Ended one);
  void judge(Ended one);
  void judge_kept(std::uint64_t number);
  void bury();
  void take(Ended one);
  void give_up();
  void watch_sessions(const Agenda::Turn& turn, player::Result::End end);
  void settle(std::size_t index);
  void blame(const Deaths::Unexplained& unexplained, std::size_t index, Settled& one,
             std::string_view alone) const;

  transport::Network& network_;
  const Surroundings surroundings_;
  const Options& options_;
  const Plan& plan_;
  Listener listener_;

  Stage stage_;
  Jobs jobs_;
  Agenda agenda_{{}};
  std::map<std::size_t, Asked> open_;
  std::uint32_t running_ = 0;
  Vigil vigil_;
  Deaths deaths_;
  Suspects lost_with_;
  int without_session_ = 0, alone_without_session_ = 0;
  std::optional<Millis> wake_at_;
  Stopped stopped_ = Stopped::no;
  EveryDialogue every_dialogue_;
};

}  // namespace smtpspec::run
