#pragma once

#include "reports/results.hpp"

#include <string>

namespace smtpspec::reports {

/// TAP version 14: `not ok` for findings and errors, directives `# SKIP` (skip, blocked) and `# TODO` (known
/// findings), a YAML block with the rule, allowed, observed and the command that repeats it.
std::string tap(const Run& run);

}  // namespace smtpspec::reports
