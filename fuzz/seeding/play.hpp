#pragma once

#include "harness/language/diagnostic.hpp"

#include <string>
#include <vector>

namespace smtpspec::fuzz {

/// What one case of a scenario gives: its words, and what went over its connections.
struct Played {
  std::string name;  ///< of the scenario, and of the variant where there are some
  std::string text;  ///< of the scenario, for its first case
  std::vector<std::string> sent, received;
  std::size_t site = 0;       ///< its place among those of a Situation
  std::size_t deviation = 0;  ///< of the receiver: its place in all_deviations(), from one; 0 for none
};

/// Plays every scenario below `folder` against the reference, in memory. Behind them stand the deviations,
/// each named by its name: the first case about its requirement that it makes go otherwise, or else that
/// meets it.
language::Results<std::vector<Played>> play_all(const std::string& folder);

}  // namespace smtpspec::fuzz
