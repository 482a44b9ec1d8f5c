#pragma once

#include "reports/problem.hpp"
#include "reports/results.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Known deviations of a target, with reasons, so that CI fails only on news. A line an entry:
///
///     # comment
///     rset-forgets-sender   fail        "answered 250"   # fixed in 4.2, see the tracker
///     size-*                warn,pass                    # depends on the queue
///     [target "Postfix"]                                 # what follows: where banner or product says so
///     [target any]
///
/// that is: a glob over the ids of cases or scenarios, the verdicts that are expected, how the message begins
/// (optional; as it stands between the quotes), the reason. The first entry that matches a case speaks of it.
/// What is blocked or an error proves nothing and is not compared. A glob that matches more than 20 cases
/// must say `#broad` in its reason.
namespace smtpspec::reports {

struct BaselineEntry {
  std::string pattern;
  std::vector<Verdict> verdicts;
  std::string message_prefix;
  std::string reason;
  std::string target;  ///< the banner or product contains it; empty: any target
  std::uint32_t line = 0;
};

struct Baseline {
  std::string file;
  std::vector<BaselineEntry> entries;
  std::string target_at_end;  ///< of an entry that would be added behind the last line
};

Result<Baseline> parse_baseline(std::string_view text, const std::string& file);

/// Marks each case of the run as listed and expected or not, and names the stale entries (only of a run that
/// is whole: complete and not partial). Refused when a glob is too broad.
Result<void> apply(const Baseline& baseline, Run& run);

/// The text of a baseline file brought up to what `run` found: entries that no longer hold are corrected or
/// leave, new findings come at the end, comments and order stay. Refused for a run that is partial or not
/// complete; crashes, errors and blocked cases are never listed.
Result<std::string> update_baseline(std::string_view text, const std::string& file, const Run& run);

}  // namespace smtpspec::reports
