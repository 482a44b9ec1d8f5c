#pragma once

#include "harness/language/ast.hpp"
#include "harness/player/player.hpp"
#include "reference/receiver/site.hpp"

namespace smtpspec::transport {

/// A site, and what a preflight would know of it.
struct MemoryVenue {
  receiver::Site site;
  player::Circumstances circumstances;
};
/// The one that a scenario is made for: LMTP, an era, extensions that must not be offered.
MemoryVenue memory_venue(const language::Scenario& scenario);

}  // namespace smtpspec::transport
