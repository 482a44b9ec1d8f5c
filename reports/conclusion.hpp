#pragma once

#include "reports/styled.hpp"

#include <string>

namespace smtpspec::reports {

/// What the reader should take home of a run, in one sentence.
struct Conclusion {
  Tone tone = Tone::good;  ///< good, caution or bad
  std::string text;
};
Conclusion conclusion(const Run& run);

}  // namespace smtpspec::reports
