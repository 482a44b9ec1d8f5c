#pragma once

#include "fuzz/campaign/cause.hpp"
#include "fuzz/campaign/places.hpp"
#include "fuzz/campaign/told.hpp"

#include <string>
#include <string_view>

namespace smtpspec::campaign {

/// A scenario file, in its canonical form, that sends a server what the input of a target for dialogues has
/// it fed: at once, and in the pieces that the target cuts it into (lines, if it says none).
std::string scenario_of(const Target& target, const Cause& cause, std::string_view input, const Told& told);

/// For people: how that file is played to a server like the receiver of the target, and what is not shown.
std::string how_to_play(const Places& places, const std::string& file, const Told& told);

}  // namespace smtpspec::campaign
