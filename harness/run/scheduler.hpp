#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/run/agenda.hpp"
#include "harness/run/attempts.hpp"
#include "harness/run/every_dialogue.hpp"
#include "harness/run/jobs.hpp"
#include "harness/run/options.hpp"
#include "harness/run/plan.hpp"
#include "harness/transport/network.hpp"

namespace smtpspec::run {

/// The process of a server under test, where it is one of ours.
class Process {
 public:
  virtual ~Process() = default;
  /// How it ended ("killed by SIGSEGV"); empty: it runs.
  virtual std::string death() const = 0;
  /// The last lines it wrote.
  virtual std::string last_words() const = 0;
  /// Starts it again, and waits until it answers. False: it does not.
  virtual bool revive() = 0;
};

/// What cases are played against.
struct Surroundings {
  transport::Endpoint endpoint;
  transport::TlsOptions tls;
  player::Circumstances circumstances;
  Pace pace;
  Process* process = nullptr;  ///< null: not launched by us
};

enum class Stopped : std::uint8_t { no, interrupted, out_of_time, first_finding, target_gone };

/// Plays the cases of a plan side by side over a network, by the rules of Jobs, Agenda and Attempts.
class Scheduler {
 public:
  using OnSettled = std::function<void(std::size_t index, const Settled&)>;
  using OnBegun = std::function<void(std::size_t index)>;

  /// `plan` and `catalogue` outlive the scheduler. `settled` is told of each case as it is decided.
  Scheduler(transport::Network& network, Surroundings stage, const Options& options, const Plan& plan,
            const language::Catalogue& catalogue, OnBegun begun, OnSettled settled);
  ~Scheduler();

  /// Plays these cases of the plan, each until it is settled. Returns when all are, or when the run was
  /// stopped.
  void play(const std::vector<std::size_t>& indices);
  /// Plays them anew, alone and with four times the deadlines.
  void play_alone(const std::vector<std::size_t>& indices);
  /// Stops: what has not begun is dropped; what runs has a moment to end, or none where `at_once`.
  void stop(Stopped why, bool at_once);

  Stopped stopped() const;
  /// Played (skips not counted) or to be played, but not settled.
  std::vector<std::size_t> unsettled() const;
  const EveryDialogue& every_dialogue() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::run
