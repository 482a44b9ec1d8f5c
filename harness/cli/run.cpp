#include "harness/run/run.hpp"

#include "harness/cli/cases.hpp"
#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/numbers.hpp"
#include "harness/cli/outcome.hpp"
#include "harness/cli/output.hpp"
#include "harness/cli/outputs.hpp"
#include "harness/cli/progress.hpp"
#include "harness/cli/recording.hpp"
#include "harness/cli/run_files.hpp"
#include "harness/cli/run_options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <string>

namespace smtpspec::cli {
namespace {

struct Options {
  RunOptions run;
  Outputs outputs;
  language::Selection selection;
  std::string scenarios, baseline, only_failed;
  double max_blocked = 5;  // percent
  bool dry_run = false, verbose = false;
};

/// Adds what was a finding in that run. False: it cannot be read.
bool select_failed(const std::string& file, language::Selection& selection) {
  const auto run = read_run(file);
  if (!run) {
    refuse(run.error(), exit_code::bad_input);
    return false;
  }
  for (const reports::CaseResult& one : run->cases) {
    if (reports::is_finding(*run, one))
      selection.selectors.push_back(one.first_in.empty() ? one.id : one.first_in);
  }
  return true;
}

int finish(const Options& options, run::Conclusion conclusion, bool captured) {
  Outcome outcome{
      .kind = conclusion.kind, .stopped = conclusion.stopped, .max_blocked = options.max_blocked / 100};
  const auto applied = apply_baseline(options.baseline, conclusion.run);
  if (!applied) refuse(applied.error(), exit_code::bad_input);
  outcome.bad_baseline = !applied;
  say(reports::console_results(conclusion.run, console_style(options.verbose)));
  outcome.not_written = !write_outputs(options.outputs, conclusion.run) || !captured;
  complain(conclusion.why);
  return exit_code_of(outcome, conclusion.run);
}

int run_suite(Options& options) {
  if (const int code = apply_profile(options.run); code != exit_code::ok) return code;
  if (const std::string what = written_twice(options.outputs); !what.empty()) {
    fmt::print(stderr, "smtpspec: {}\n", what);
    return exit_code::usage;
  }
  const auto corpus = load_corpus(options.scenarios);
  if (!corpus) return refuse(corpus.error());
  reports::Run nothing;  // a baseline that cannot be read is better known before the run
  if (const auto readable = apply_baseline(options.baseline, nothing); !readable)
    return refuse(readable.error(), exit_code::bad_input);
  const std::size_t given = options.selection.selectors.size();
  if (!options.only_failed.empty() && !select_failed(options.only_failed, options.selection))
    return exit_code::bad_input;
  if (!options.only_failed.empty() && options.selection.selectors.size() == given) {
    fmt::print(stderr, "smtpspec: nothing was a finding in {}\n", options.only_failed);
    return exit_code::nothing_ran;
  }
  if (const std::string what = unmatched(options.selection, *corpus); !what.empty()) {
    fmt::print(stderr, "smtpspec: {}\n", what);
    return exit_code::usage;
  }

  run::Assignment assignment{.options = options.run.options,
                             .cases = selected_cases(*corpus, options.selection),
                             .catalogue = &corpus->catalogue,
                             .partial = !is_everything(options.selection),
                             .dry_run = options.dry_run,
                             .tool_version = SMTPSPEC_VERSION};
  if (assignment.cases.empty()) return nothing_selected();
  Recording recording;
  if (!recording.begin(options.outputs.pcap)) return exit_code::not_written;
  outlive_readers();
  assignment.options.scenarios = options.scenarios;
  assignment.command_line = own_command_line();
  Progress progress(console_style(options.verbose), options.dry_run);
  run::Conclusion conclusion = run::run(assignment, recording.beside(progress.listener()));
  progress.end();
  const bool captured = recording.end();
  if (options.dry_run && conclusion.kind == run::Conclusion::Kind::complete)
    return captured ? exit_code::ok : exit_code::not_written;
  return finish(options, std::move(conclusion), captured);
}

}  // namespace

void add_run(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = app.add_subcommand("run", "Ask a server everything, and report how it did");
  command->footer(
      "Without a target, the bundled reference server is asked.\n\n"
      "  smtpspec run --target localhost:2525 --recipient alice@example.test\n"
      "  smtpspec run --launch './my-server --port {port} --dir {dir}' rfc5321/4.1.1.4 --junit junit.xml");
  add_target_options(*command, options->run);
  add_selection_options(*command, options->selection);
  add_scenarios_option(*command, options->scenarios);
  command->add_option("--only-failed", options->only_failed, "Only what was a finding in that run (JSON)")
      ->type_name("FILE");
  add_jobs_option(*command, options->run);
  add_pace_options(*command, options->run);
  auto* const dry_run = command->add_flag("--dry-run", options->dry_run,
                                          "Say what would be asked, and stop after the preflight");
  constexpr const char* kJudgement = "Judgement";
  command->add_flag("--strict", options->run.options.strict, "Warnings count, too")->group(kJudgement);
  command->add_flag("--security,!--no-security", options->run.options.security, "Risks count (default)")
      ->group(kJudgement);
  command
      ->add_option("--baseline", options->baseline, "Known deviations: only what is not listed there counts")
      ->group(kJudgement)
      ->type_name("FILE");
  command
      ->add_option("--max-blocked", options->max_blocked, "Percent of cases that may be blocked (default: 5)")
      ->group(kJudgement)
      ->type_name("PERCENT")
      ->check(decimal_number(0, 100));
  add_output_options(*command, options->outputs);
  for (const char* const report : {"--junit", "--html", "--markdown", "--json", "--transcripts", "--github"})
    dry_run->excludes(command->get_option(report));
  command->add_flag("-v,--verbose", options->verbose, "A line for every case")->group("Reports");
  command->callback([options, &exit_code] { exit_code = run_suite(*options); });
}

}  // namespace smtpspec::cli
