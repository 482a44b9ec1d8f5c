#pragma once

#include "harness/language/catalogue.hpp"
#include "harness/player/player.hpp"
#include "harness/run/options.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace smtpspec::run {

/// One case of a run.
struct PlannedCase {
  player::Case what;
  std::size_t place = 0;  ///< where it stands in the corpus: the order of reports
  std::string skip;       ///< why it is not played; empty: it is
};

/// What will be played, most valuable first, so that --max-run-time cuts the tail.
using Plan = std::vector<PlannedCase>;

/// Takes this shard's part of `cases`, says what does not apply under `circumstances` and what a stranger is
/// not asked, and puts the rest in order. Pure.
Plan make_plan(const std::vector<player::Case>& cases, const Options& options, bool stranger,
               const player::Circumstances& circumstances, const language::Catalogue& catalogue);

}  // namespace smtpspec::run
