#pragma once

#include "harness/target/settings.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smtpspec::run {

using Millis = std::chrono::milliseconds;

/// One part of a run that was split over machines: the index counts from 1.
struct Shard {
  std::uint32_t index = 1, count = 1;
};

/// Everything that a user can ask of a run, but for which cases and which reports.
struct Options {
  target::Settings settings;
  std::uint32_t jobs = 0;         ///< 0: found out (four at first)
  double rate = 0;                ///< connections a second; 0: no limit
  std::optional<Millis> timeout;  ///< for a reply; the banner has six times that
  std::uint64_t seed = 0;         ///< of tokens
  Shard shard;
  std::uint32_t repeat = 1;
  bool strict = false, security = true, fail_fast = false;
  bool danger = false;        ///< with a stranger: also what could be taken for an attack
  std::uint32_t deliver = 0;  ///< with a stranger: how many messages may be sent to an end
  std::optional<Millis> max_run_time;
  std::string era = "5321";
  std::string scenarios;  ///< the folder they come from; empty: those that came with us
};

}  // namespace smtpspec::run
