#pragma once

namespace smtpspec::cli {

/// Reads the command line, runs the command it names and returns the exit code (exit_codes.hpp). Prints;
/// throws only on bugs of our own.
int run_command_line(int argc, const char* const* argv);

}  // namespace smtpspec::cli
