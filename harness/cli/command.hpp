#pragma once

namespace CLI {
class App;
}

/// The command line: one file a command. Each add_*() declares its subcommand, options and help; when the user chose
/// it, its callback does the work and stores the exit code (harness/cli/exit_codes.hpp).
namespace smtpspec::cli {

void add_lint(CLI::App& app, int& exit_code);

}  // namespace smtpspec::cli
