#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fuzz/seeding/play.hpp"

namespace smtpspec::fuzz {

/// A file below seeds/TARGET.
struct Seed {
  std::string name, octets;
};

/// What the plays give for inputs of this kind (INPUT of fuzz/CMakeLists.txt), `choices` in front, each once
/// and named after the first that gave it. Nothing for a kind that has no part of a session.
std::vector<Seed> seeds(std::string_view input, std::size_t choices, const std::vector<Played>& plays);

}  // namespace smtpspec::fuzz
