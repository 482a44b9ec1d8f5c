#pragma once

#include "harness/run/options.hpp"
#include "harness/target/settings.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace smtpspec::cli {

/// What the command line says of the target and of the way it is asked; shared by `run` and `play`.
struct RunOptions {
  run::Options options;
  std::string profile;
};

/// Declares --profile and everything in target::settings(), in their groups.
void add_target_options(CLI::App& command, RunOptions& options);
/// Declares how fast, how often and how boldly the target is asked.
void add_pace_options(CLI::App& command, RunOptions& options);

void add_jobs_option(CLI::App& command, RunOptions& options);

/// The command line, over the profile it names. Prints what is wrong and returns an exit code, or ok.
int apply_profile(RunOptions& options);

/// The arguments that this process was given, for reports; the value of --password is hidden.
std::vector<std::string> own_command_line();
std::vector<std::string> without_password(std::vector<std::string> arguments);

}  // namespace smtpspec::cli
