#pragma once

#include "fuzz/adapter/smtpspec_fuzz.h"

#include <array>
#include <string>
#include <vector>

/// What a foreign parser told, in the order of the calls.
struct smtpspec_answer {
  std::array<std::vector<std::string>, SMTPSPEC_FOUNDS> told;

  const std::vector<std::string>& operator[](smtpspec_found what) const { return told[what]; }
  bool has(smtpspec_found what) const { return !told[what].empty(); }
  /// All that was told of `what`, joined.
  std::string all(smtpspec_found what) const;
};
