#pragma once

#include "harness/run/run.hpp"

#include <cstddef>

namespace smtpspec::cli {

/// What decides how `smtpspec run` ends.
struct Outcome {
  run::Conclusion::Kind kind = run::Conclusion::Kind::complete;
  run::Stopped stopped = run::Stopped::no;
  bool not_written = false;  ///< a report
  bool bad_baseline = false;
  double max_blocked = 0.05;  ///< the part of the cases asked that may be blocked
};

/// One of harness/cli/exit_codes.hpp. Pure.
int exit_code_of(const Outcome& outcome, const reports::Run& run);

}  // namespace smtpspec::cli
