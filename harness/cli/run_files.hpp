#pragma once

#include "reports/problem.hpp"
#include "reports/results.hpp"

#include <string>
#include <vector>

/// Files of results, for the commands that read them.
namespace smtpspec::cli {

reports::Result<reports::Run> read_run(const std::string& path);
/// In the order given; the first that cannot be read ends it.
reports::Result<std::vector<reports::Run>> read_runs(const std::vector<std::string>& paths);
/// Marks what the baseline file lists; nothing where `path` is empty.
reports::Result<void> apply_baseline(const std::string& path, reports::Run& run);

/// Prints the problem to stderr; returns `exit_code`.
int refuse(const reports::Problem& problem, int exit_code);
/// Writes to the file, or to standard output where `path` is empty; an exit code.
int put(const std::string& path, const std::string& text);

}  // namespace smtpspec::cli
