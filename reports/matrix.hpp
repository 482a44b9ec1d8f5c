#pragma once

#include "reports/results.hpp"

#include <string>
#include <vector>

namespace smtpspec::reports {

/// Several targets side by side, a row a case: the cases on which they differ first.
std::string matrix_html(const std::vector<Run>& runs);
std::string matrix_markdown(const std::vector<Run>& runs);

}  // namespace smtpspec::reports
