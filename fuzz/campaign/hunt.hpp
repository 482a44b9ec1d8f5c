#pragma once

#include "fuzz/campaign/board.hpp"
#include "fuzz/campaign/finding.hpp"
#include "fuzz/campaign/places.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace smtpspec::campaign {

/// What a campaign is to do.
struct Plan {
  Places places;
  std::vector<Target> targets;
  std::chrono::seconds time{60};  ///< for each target
  unsigned jobs = 1;              ///< targets at once
  std::uint32_t seed = 1;
};

/// What became of a target.
struct Outcome {
  Target target;
  bool begun = false;
  double seconds = 0;  ///< in which it was fuzzed
  std::uint64_t runs = 0, edges = 0, features = 0;
  std::size_t corpus = 0;  ///< inputs that are kept
  std::vector<Finding> findings;
  std::string problem;       ///< why this proves nothing; or empty
  bool not_written = false;  ///< the problem is that something cannot be written
  std::string remark;        ///< what else is to be said
  std::string output;        ///< the end of what it wrote

  std::uint64_t per_second() const;
};

/// The same for the same seed, another for each target and each time that it is started. Never 0.
std::uint32_t seed_of(std::uint32_t seed, const std::string& target, unsigned round);

/// Has libFuzzer drive a target for the time that is planned. What it finds is made small, named and written;
/// then it goes on, until one cause stands in the way three times in a row. Throws where the folders that it
/// needs cannot be made; `out` has what came before.
void hunt(Outcome& out, const Plan& plan, Board& board, const Stopped& stopped);

}  // namespace smtpspec::campaign
