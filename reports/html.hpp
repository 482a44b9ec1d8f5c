#pragma once

#include "reports/results.hpp"

#include <string>

namespace smtpspec::reports {

/// One self-contained page for people: what is wrong first, then every case and requirement. Readable without
/// scripts; nothing in the run can become markup or script.
std::string html(const Run& run);

}  // namespace smtpspec::reports
