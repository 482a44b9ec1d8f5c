#pragma once

#include <string>
#include <vector>

#include "harness/language/diagnostic.hpp"

namespace smtpspec::fuzz {

/// What one case of a scenario gives: its words, and what went over its connections.
struct Played {
  std::string name;  ///< of the scenario, and of the variant where there are some
  std::string text;  ///< of the scenario, for its first case
  std::vector<std::string> sent, received;
};

/// Plays every scenario below `folder` against the reference, in memory.
language::Results<std::vector<Played>> play_all(const std::string& folder);

}  // namespace smtpspec::fuzz
