#pragma once

#include "reports/results.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::reports {

/// How text on a terminal looks. The defaults suit a log file; the CLI fills it from isatty, NO_COLOR, the
/// locale and -v.
struct ConsoleStyle {
  bool colour = false;
  bool utf8 = true;      ///< marks and rules as symbols; else in ASCII
  bool verbose = false;  ///< every case, also those that pass or do not apply
  std::size_t width = 100;
};

/// Target, banner, what EHLO offers, seed, and what the preflight found.
std::string console_header(const Run& run, const ConsoleStyle& style);
/// One case as one line, as it ends: for `-v` and where the output is no terminal.
std::string console_case(const Run& run, const CaseResult& c, const ConsoleStyle& style);

struct Progress {
  std::size_t done = 0, total = 0, findings = 0, blocked = 0;
  std::string_view current;  ///< id of a case that is being played
};
/// The progress line for a terminal: no line end, no wider than the style where that has room for the bar
/// and the counts; write it behind "\r" and clear with kConsoleClearLine.
std::string console_progress(const Progress& progress, const ConsoleStyle& style);
inline constexpr std::string_view kConsoleClearLine = "\r\x1b[K";

/// What follows the last case: sections, a block for each finding, what was blocked, the summary.
std::string console_results(const Run& run, const ConsoleStyle& style);

/// header and results: what `smtpspec report console` prints.
std::string console(const Run& run, const ConsoleStyle& style);

}  // namespace smtpspec::reports
