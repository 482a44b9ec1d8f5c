#pragma once

namespace CLI {
class App;
}

/// The command line: one file a command. Each add_*() declares its subcommand, options and help; when the
/// user chose it, its callback does the work and stores the exit code (harness/cli/exit_codes.hpp). The table
/// of commands is in command_line.cpp.
namespace smtpspec::cli {

void add_run(CLI::App& app, int& exit_code);
void add_play(CLI::App& app, int& exit_code);
void add_list(CLI::App& app, int& exit_code);
void add_explain(CLI::App& app, int& exit_code);
void add_coverage(CLI::App& app, int& exit_code);
void add_lint(CLI::App& app, int& exit_code);
void add_fmt(CLI::App& app, int& exit_code);
void add_new(CLI::App& app, int& exit_code);
void add_certify(CLI::App& app, int& exit_code);
void add_serve(CLI::App& app, int& exit_code);
void add_report(CLI::App& app, int& exit_code);
void add_baseline(CLI::App& app, int& exit_code);

}  // namespace smtpspec::cli
