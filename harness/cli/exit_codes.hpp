#pragma once

/// What the process ends with: never a count. Where several hold: internal, not_written, bad_input, usage,
/// interrupted, unreachable, invalid, findings, nothing_ran.
namespace smtpspec::cli::exit_code {

inline constexpr int ok = 0;
inline constexpr int findings = 1;  ///< or a stale baseline
inline constexpr int usage = 2;
inline constexpr int bad_input = 3;    ///< a scenario, catalogue, profile or baseline
inline constexpr int unreachable = 4;  ///< the target, or dead and not ours to restart
inline constexpr int not_written = 5;  ///< a report
inline constexpr int nothing_ran = 6;  ///< or more was blocked than --max-blocked
inline constexpr int invalid = 7;      ///< an error verdict: the run proves nothing
inline constexpr int internal = 70;    ///< our own bug
inline constexpr int interrupted = 130;

}  // namespace smtpspec::cli::exit_code
