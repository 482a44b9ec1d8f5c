#pragma once

#include <string>
#include <vector>

#include "reports/results.hpp"

namespace smtpspec::reports {

/// Several targets side by side, a row a case: the cases on which they differ first.
std::string matrix_html(const std::vector<Run>& runs);
std::string matrix_markdown(const std::vector<Run>& runs);

}  // namespace smtpspec::reports
