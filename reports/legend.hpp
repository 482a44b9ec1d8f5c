#pragma once

#include "reports/results.hpp"

#include <array>
#include <string_view>

/// What verdicts and levels mean, in the words every report uses.
namespace smtpspec::reports {

struct VerdictMeaning {
  Verdict verdict;
  std::string_view mark;        ///< one column wide
  std::string_view ascii_mark;  ///< the same without UTF-8
  std::string_view meaning;
};
/// In the order of Verdict.
extern const std::array<VerdictMeaning, kVerdicts> kVerdictMeanings;
const VerdictMeaning& meaning(Verdict verdict);

struct LevelMeaning {
  std::string_view level, meaning;
};
extern const std::array<LevelMeaning, 5> kLevelMeanings;

}  // namespace smtpspec::reports
