#pragma once

#include "reports/results.hpp"

#include <string>
#include <vector>

namespace smtpspec::reports {

/// What a run is not, a sentence each: it was cut short, it is a part of the corpus. Every report says them.
std::vector<std::string> shortfalls(const Run& run);

}  // namespace smtpspec::reports
