#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "fuzz/campaign/cause.hpp"
#include "fuzz/campaign/places.hpp"

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
  std::filesystem::path file;  ///< the octets; beside it, with .txt, all that is known of it
  std::string text;            ///< of the .txt
  unsigned times = 1;
};

/// Makes the input small while the cause stays the same, and writes NAME, NAME.txt and, for a dialogue,
/// NAME.smtp to the folder of the target's findings, in place of what has that name. Throws where that cannot
/// be written.
Finding keep(const Target& target, const Places& places, const Death& death, const Stopped& stopped);

}  // namespace smtpspec::campaign
