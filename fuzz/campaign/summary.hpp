#pragma once

#include "fuzz/campaign/hunt.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace smtpspec::campaign {

/// One line, for when a target is done.
std::string line_of(const Outcome& outcome);
/// A table of all targets, then every finding and whatever else is to be said.
std::string summary(const std::vector<Outcome>& outcomes);
/// JUnit XML, valid against reports/junit.xsd whatever the targets wrote. `started`: UTC,
/// "2026-11-24T11:00:00Z".
std::string junit(const std::vector<Outcome>& outcomes, const Plan& plan, const std::string& started,
                  double seconds);

}  // namespace smtpspec::campaign
