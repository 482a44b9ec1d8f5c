#pragma once

#include "fuzz/seeding/play.hpp"

#include <optional>
#include <string>
#include <vector>

namespace smtpspec::fuzz {

/// A file below seeds/TARGET.
struct Seed {
  std::string name, octets;
};

/// What inputs of a target are: INPUT, CHOICES, SITE and DEVIATION of fuzz/CMakeLists.txt.
struct InputForm {
  std::string input;
  std::size_t choices = 0;
  std::optional<std::size_t> deviation = std::nullopt;
  bool site = false;
};
/// What the plays give for such inputs, each once and named after the first that gave it. Plays with a
/// deviation are for targets that can be told of it. Nothing for a kind that has no part of a session.
std::vector<Seed> seeds(const InputForm& form, const std::vector<Played>& plays);

}  // namespace smtpspec::fuzz
