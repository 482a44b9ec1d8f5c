#pragma once

#include "harness/run/run.hpp"
#include "reports/dialogue.hpp"

#include <string>

namespace smtpspec::cli {

/// Shows on standard output each line of a dialogue when it is said, and what came of it. For cases that are
/// played one after the other.
class Live {
 public:
  /// Holds on to this object.
  run::Listener listener();

 private:
  std::string id_;  ///< of the case whose dialogue stands last
  std::size_t lines_ = 0;
  reports::Dialogue dialogue_{{}};

  void begun(const player::Case& what);
  void said(const reports::Exchange& line);
  void ended(const reports::CaseResult& result);
};

}  // namespace smtpspec::cli
