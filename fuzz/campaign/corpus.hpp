#pragma once

#include "fuzz/campaign/places.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace smtpspec::campaign {

/// Replaces the corpus of a target by the fewest of its inputs that reach as much (libFuzzer's -merge=1), in
/// one step, so that there is always one or the other. Says why not, and leaves the corpus as it was; empty:
/// done.
std::string merge(const Target& target, const Places& places, const std::function<bool()>& stopped);

}  // namespace smtpspec::campaign
