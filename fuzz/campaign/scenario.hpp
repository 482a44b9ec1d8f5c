#pragma once

#include <string>
#include <string_view>

#include "fuzz/campaign/cause.hpp"
#include "fuzz/campaign/places.hpp"

namespace smtpspec::campaign {

/// A scenario file, in its canonical form, that sends a server what the input of a target for dialogues has
/// it fed.
std::string scenario_of(const Target& target, const Cause& cause, std::string_view input);

}  // namespace smtpspec::campaign
