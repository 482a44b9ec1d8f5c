#pragma once

#include <memory>
#include <vector>

#include "harness/player/player.hpp"
#include "reference/receiver/site.hpp"
#include "reports/results.hpp"

namespace smtpspec::run {

/// What is known of the administration of a target, for the oracle.
receiver::Site site_of(const player::Circumstances& circumstances);

/// Lets the oracle follow each connection of a play, and writes what it thinks of each reply beside it. Where
/// octets are not known (a secret, or more than was kept) it can follow no further and says nothing more.
/// Pure. `exchanges` are those of `transcript`, one for one.
void add_opinions(std::vector<reports::Exchange>& exchanges, const std::vector<player::Entry>& transcript,
                  const std::shared_ptr<const receiver::Site>& site);

}  // namespace smtpspec::run
