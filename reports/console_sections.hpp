#pragma once

#include "reports/console.hpp"
#include "reports/styled.hpp"

/// The parts of the console report between its header and its summary.
namespace smtpspec::reports {

/// A line for each suite with its counts, and under it each case that did not pass (every case where
/// verbose).
Lines section_lines(const Run& run, const ConsoleStyle& style);
/// A block with the evidence for each case someone must act on: errors first, then fail, risk, the others.
Lines finding_blocks(const Run& run, const ConsoleStyle& style);
/// Why cases were skipped, with how many for each reason.
Lines skipped_lines(const Run& run, const ConsoleStyle& style);
/// What was blocked and why, loudly; and what was never played.
Lines blocked_lines(const Run& run, const ConsoleStyle& style);

}  // namespace smtpspec::reports
