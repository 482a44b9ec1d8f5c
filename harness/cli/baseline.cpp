#include "reports/baseline.hpp"

#include "harness/cli/command.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/outcome.hpp"
#include "harness/cli/outputs.hpp"
#include "harness/cli/run_files.hpp"
#include "reports/console.hpp"
#include "reports/files.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <memory>

namespace smtpspec::cli {
namespace {

struct Options {
  std::string run, baseline;
};

int update(const Options& options) {
  const auto run = read_run(options.run);
  if (!run) return refuse(run.error(), exit_code::bad_input);
  std::string text;
  std::error_code error;
  if (std::filesystem::exists(options.baseline, error) || error) {
    auto old = reports::read_file(options.baseline);
    if (!old) return refuse(old.error(), exit_code::bad_input);
    text = std::move(*old);
  }
  const auto updated = reports::update_baseline(text, options.baseline, *run);
  if (!updated) return refuse(updated.error(), exit_code::bad_input);
  if (const int code = put(options.baseline, *updated); code != exit_code::ok) return code;
  fmt::print("{}: {}\n", options.baseline, *updated == text ? "nothing to change" : "brought up to date");
  return exit_code::ok;
}

int check(const Options& options) {
  auto run = read_run(options.run);
  if (!run) return refuse(run.error(), exit_code::bad_input);
  const auto applied = apply_baseline(options.baseline, *run);
  if (!applied) return refuse(applied.error(), exit_code::bad_input);
  fmt::print("{}", reports::console(*run, console_style(false)));
  return exit_code_of({}, *run);
}

}  // namespace

void add_baseline(CLI::App& app, int& exit_code) {
  CLI::App* const baseline = app.add_subcommand("baseline", "Keep the file of known deviations");
  baseline->require_subcommand(1);
  const auto add = [&](const char* name, const char* help, int (*act)(const Options&)) {
    auto options = std::make_shared<Options>();
    CLI::App* const command = baseline->add_subcommand(name, help);
    command->add_option("results", options->run, "Results, as --json wrote them")
        ->type_name("RUN.json")
        ->required();
    command->add_option("--baseline", options->baseline, "The file of known deviations")
        ->type_name("FILE")
        ->required();
    command->callback([options, act, &exit_code] { exit_code = act(*options); });
  };
  add("update", "Write into it what the run found; comments and order stay", update);
  add("check", "Compare a run with it; the exit code is that of a run with it", check);
}

}  // namespace smtpspec::cli
