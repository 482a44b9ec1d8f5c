#pragma once

#include "fuzz/campaign/cause.hpp"
#include "fuzz/campaign/places.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace smtpspec::campaign {

using Stopped = std::function<bool()>;

/// How a target ended.
struct Death {
  Cause cause;
  std::filesystem::path artefact;  ///< the input, as libFuzzer left it
  std::string report;              ///< what it said
};

struct Finding {
  Cause cause;
  std::filesystem::path file;           ///< NAME, where the octets are
  std::optional<std::string> octets;    ///< nothing: they are lost
  std::optional<std::string> scenario;  ///< for a dialogue
  std::string text;                     ///< all that is known of it
  unsigned times = 1;
};

/// Runs the input alone, and makes it small while the cause stays the same, until it is stopped.
Finding examined(const Target& target, const Places& places, const Death& death, const Stopped& stopped);

/// Writes NAME, NAME.txt and NAME.smtp, as far as there is such a thing, in place of what has that name. Says
/// why not; empty: done.
std::string keep(const Finding& finding);

}  // namespace smtpspec::campaign
