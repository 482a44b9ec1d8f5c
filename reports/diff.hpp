#pragma once

#include "reports/results.hpp"

#include <optional>
#include <string>
#include <vector>

namespace smtpspec::reports {

/// A case whose verdict, or whose crash, is not the same in two runs.
struct Change {
  std::string id;
  std::optional<Verdict> before, after;  ///< nothing: the case was not run
  std::string message;                   ///< of the later run, or of the earlier where there is no later
  bool new_finding = false;              ///< a finding of the later run that the earlier did not have
};

/// In the order of the later run, then what only the earlier one has.
std::vector<Change> changes(const Run& before, const Run& after);
/// The changes as text, new findings first; one sentence when there are none.
std::string diff(const Run& before, const Run& after);

}  // namespace smtpspec::reports
