#pragma once

#include "harness/player/player.hpp"
#include "harness/run/facts.hpp"
#include "harness/run/options.hpp"

#include <functional>

namespace smtpspec::run {

/// Waits so long, plays one case, and waits for its end.
using PlayOne = std::function<player::Result(const player::Case&, const player::Circumstances&, Millis wait)>;

struct Preflight {
  Facts facts;
  player::Circumstances known;  ///< with the variables that were found to work; for infer()
};

/// Finds out what a target is and what it will take, in a few short dialogues (scenarios of our own). It goes
/// on as long as the target says anything at all. A stranger is asked less.
Preflight preflight(const Options& options, const player::Circumstances& start, bool stranger,
                    const PlayOne& play);

}  // namespace smtpspec::run
