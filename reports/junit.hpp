#pragma once

#include "reports/results.hpp"

#include <string>

namespace smtpspec::reports {

/// JUnit XML as Jenkins, GitLab and the common CI readers take it: a flat suite for each group, a testcase
/// with a unique classname and name for each case. Valid against the Jenkins schema (and reports/junit.xsd)
/// whatever the run holds.
///
/// fail and risk (and warn where `strict`) are failures told apart by type (the level, RISK, SHOULD, CRASH,
/// XPASS), those the baseline knows are skipped as xfail; skip and blocked are skipped; error is an error.
std::string junit(const Run& run);

}  // namespace smtpspec::reports
