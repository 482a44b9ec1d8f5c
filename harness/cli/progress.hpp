#pragma once

#include "harness/run/run.hpp"
#include "reports/console.hpp"

#include <cstddef>
#include <string>

namespace smtpspec::cli {

/// Shows on standard output how a run goes: a line that is drawn over on a terminal, a line a case elsewhere.
class Progress {
 public:
  /// `names_all`: every case that will be asked is named first, as with a stranger.
  explicit Progress(reports::ConsoleStyle style, bool names_all);
  /// Holds on to this object.
  run::Listener listener();
  /// Clears the line.
  void end();

 private:
  void prepared(const reports::Run& run, bool stranger, const run::Plan& plan);
  void ended(const reports::Run& run, const reports::CaseResult& result);
  void draw();

  reports::ConsoleStyle style_;
  bool names_all_, terminal_;
  reports::Progress counts_;
  std::string current_;
};

}  // namespace smtpspec::cli
