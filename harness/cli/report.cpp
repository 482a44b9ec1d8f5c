#include "harness/cli/command.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/outcome.hpp"
#include "harness/cli/outputs.hpp"
#include "harness/cli/run_files.hpp"
#include "reports/diff.hpp"
#include "reports/github.hpp"
#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/matrix.hpp"
#include "reports/merge.hpp"
#include "reports/tap.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>

namespace smtpspec::cli {
namespace {

using reports::Run;

struct Options {
  std::vector<std::string> files;
  std::string output, baseline;
  bool strict = false, verbose = false, as_markdown = false;
};

/// A report of one run; several files are the shards of one.
struct Format {
  const char* name;
  const char* help;
  std::string (*text)(const Run&, const Options&);
};
constexpr Format kFormats[] = {
    {"junit", "JUnit XML, as CI systems read it",
     [](const Run& run, const Options&) { return reports::junit(run); }},
    {"html", "One page for people", [](const Run& run, const Options&) { return reports::html(run); }},
    {"markdown", "A summary for a merge request or a job page",
     [](const Run& run, const Options&) { return reports::markdown(run); }},
    {"console", "What `smtpspec run` prints",
     [](const Run& run, const Options& options) {
       return reports::console(run, console_style(options.verbose));
     }},
    {"tap", "The Test Anything Protocol", [](const Run& run, const Options&) { return reports::tap(run); }},
    {"github", "Annotations for a GitHub workflow",
     [](const Run& run, const Options&) { return reports::github(run); }},
    {"merge", "One file of results out of several shards",
     [](const Run& run, const Options&) { return reports::to_json(run); }},
};

int write_format(const Format& format, const Options& options) {
  const auto runs = read_runs(options.files);
  if (!runs) return refuse(runs.error(), exit_code::bad_input);
  auto run = reports::merge(*runs);
  if (!run) return refuse(run.error(), exit_code::bad_input);
  run->strict = run->strict || options.strict;
  const auto applied = apply_baseline(options.baseline, *run);
  if (!applied) return refuse(applied.error(), exit_code::bad_input);
  return put(options.output, format.text(*run, options));
}

int matrix(const Options& options) {
  const auto runs = read_runs(options.files);
  if (!runs) return refuse(runs.error(), exit_code::bad_input);
  return put(options.output,
             options.as_markdown ? reports::matrix_markdown(*runs) : reports::matrix_html(*runs));
}

int diff(const Options& options) {
  const auto runs = read_runs(options.files);
  if (!runs) return refuse(runs.error(), exit_code::bad_input);
  const Run& before = runs->front();
  const Run& after = runs->back();
  const int written = put(options.output, reports::diff(before, after));
  const auto found = reports::changes(before, after);
  if (written != exit_code::ok) return written;
  const int code = exit_code_of({}, after);
  if (code == exit_code::unreachable || code == exit_code::invalid) return code;
  const bool worse =
      std::any_of(found.begin(), found.end(), [](const auto& change) { return change.new_finding; });
  return worse ? exit_code::findings : exit_code::ok;
}

/// Declares what every report takes, and what it does.
CLI::App* add(CLI::App& report, const char* name, const char* help, const std::shared_ptr<Options>& options,
              std::size_t at_least, std::size_t at_most) {
  CLI::App* const command = report.add_subcommand(name, help);
  command->add_option("results", options->files, "Results, as --json wrote them")
      ->type_name("RUN.json")
      ->required()
      ->expected(static_cast<int>(at_least), static_cast<int>(at_most));
  command->add_option("-o,--output", options->output, "Where to write; default: standard output")
      ->type_name("FILE");
  return command;
}

constexpr std::size_t kMany = 10'000;

}  // namespace

void add_report(CLI::App& app, int& exit_code) {
  CLI::App* const report = app.add_subcommand("report", "Make a report of the results of runs");
  report->require_subcommand(1);
  for (const Format& format : kFormats) {
    auto options = std::make_shared<Options>();
    CLI::App* const command = add(*report, format.name, format.help, options, 1, kMany);
    command->add_option("--baseline", options->baseline, "Mark what this file lists")->type_name("FILE");
    command->add_flag("--strict", options->strict, "A warn counts against the target");
    if (format.name == std::string_view("console"))
      command->add_flag("-v,--verbose", options->verbose, "Every case");
    command->callback([options, &format, &exit_code] { exit_code = write_format(format, *options); });
  }
  auto options = std::make_shared<Options>();
  CLI::App* const matrix_command =
      add(*report, "matrix", "Several targets side by side, as a page", options, 1, kMany);
  matrix_command->add_flag("--markdown", options->as_markdown, "As a table in Markdown");
  matrix_command->callback([options, &exit_code] { exit_code = matrix(*options); });
  options = std::make_shared<Options>();
  CLI::App* const diff_command =
      add(*report, "diff",
          "What changed from one run to another; exit code 1 on a new finding, 4 or 7 "
          "where the later run lost its target or is not valid",
          options, 2, 2);
  diff_command->callback([options, &exit_code] { exit_code = diff(*options); });
}

}  // namespace smtpspec::cli
