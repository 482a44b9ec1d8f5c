#pragma once

#include "fuzz/campaign/hunt.hpp"

#include <vector>

namespace smtpspec::campaign {

/// Hunts in all targets, some at once, and merges the corpus of each in which nothing was found, unless it
/// was stopped. In the order of the plan.
std::vector<Outcome> campaign(const Plan& plan, Board& board, const Stopped& stopped);

/// How long it will take, findings and the merging left out.
std::chrono::seconds lasts(const Plan& plan);

}  // namespace smtpspec::campaign
