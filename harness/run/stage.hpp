#pragma once

#include "harness/run/agenda.hpp"
#include "harness/run/jobs.hpp"
#include "harness/run/plan.hpp"
#include "harness/run/process.hpp"
#include "harness/transport/network.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>

namespace smtpspec::run {

/// What cases are played against.
struct Surroundings {
  transport::Endpoint endpoint;
  transport::TlsOptions tls;
  player::Circumstances circumstances;
  Pace pace;
  Process* process = nullptr;  ///< null: not launched by us
};

/// Where turns of a plan are played, each on connections of its own. What it is given by reference outlives
/// it.
class Stage {
 public:
  Stage(transport::Network& network, const Surroundings& surroundings, const Plan& plan,
        const language::Catalogue& catalogue, std::uint64_t seed)
      : network_(network),
        surroundings_(surroundings),
        plan_(plan),
        catalogue_(catalogue),
        seed_(seed) {}

  using Begins = std::function<void(player::Play&)>;

  /// Plays the case once, with the deadlines of this turn and a token that no other play has. `begins` may
  /// show the play to witnesses.
  void play(const Agenda::Turn& turn, const Begins& begins, std::function<void(player::Result)> ended);

  /// Whether a second connection is served: to be asked while the first is silent.
  void play_control(const Begins& begins, std::function<void(Attempt::Control)> ended);

 private:
  transport::Network& network_;
  const Surroundings& surroundings_;
  const Plan& plan_;
  const language::Catalogue& catalogue_;
  std::uint64_t seed_;
  std::map<std::size_t, std::uint32_t> plays_;  // of each case
};

}  // namespace smtpspec::run
