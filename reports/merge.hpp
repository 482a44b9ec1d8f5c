#pragma once

#include "reports/problem.hpp"
#include "reports/results.hpp"

#include <vector>

namespace smtpspec::reports {

/// One run out of the shards of one target, in the order given. A case that several shards ran keeps its
/// gravest result; the numbers of what is seen in every dialogue are added. Refused when there is no run, or
/// when they are of different targets or tool versions.
Result<Run> merge(const std::vector<Run>& shards);

}  // namespace smtpspec::reports
