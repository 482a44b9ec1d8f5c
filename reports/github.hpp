#pragma once

#include "reports/results.hpp"

#include <string>

namespace smtpspec::reports {

/// GitHub workflow commands, one a line: `::error file=...,line=...,title=...::message` for what is news,
/// `::warning` for warn and for stale baseline entries, `::error` for a target that was lost, `::notice` for
/// a run that is not the whole.
std::string github(const Run& run);

}  // namespace smtpspec::reports
