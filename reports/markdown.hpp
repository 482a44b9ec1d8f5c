#pragma once

#include "reports/results.hpp"

#include <string>

namespace smtpspec::reports {

/// A summary for a merge request or a job page (GitHub flavour): counts, the findings with evidence, what was
/// blocked.
std::string markdown(const Run& run);

}  // namespace smtpspec::reports
