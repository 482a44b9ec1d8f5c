#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "harness/cli/cases.hpp"
#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/outcome.hpp"
#include "harness/cli/outputs.hpp"
#include "harness/cli/run_options.hpp"
#include "harness/language/load.hpp"
#include "harness/run/run.hpp"

namespace smtpspec::cli {
namespace {

struct Options {
  RunOptions run;
  std::string file;
  language::Selection selection;
};

int play(Options& options) {
  if (const int code = apply_profile(options.run); code != exit_code::ok) return code;
  const auto corpus = load_corpus(options.file);
  if (!corpus) return refuse(corpus.error());
  if (const std::string what = unmatched(options.selection, *corpus); !what.empty()) {
    fmt::print(stderr, "smtpspec: {}\n", what);
    return exit_code::usage;
  }
  run::Assignment assignment{.options = options.run.options,
                             .cases = selected_cases(*corpus, options.selection),
                             .catalogue = &corpus->catalogue,
                             .partial = true,
                             .tool_version = SMTPSPEC_VERSION};
  assignment.options.scenarios = options.file;
  const run::Listener listener{.ended = [](const reports::Run&, const reports::CaseResult& result) {
    fmt::print("{}\n", transcript(result));
    std::fflush(stdout);
  }};
  const run::Conclusion conclusion = run::run(assignment, listener);
  if (!conclusion.why.empty()) fmt::print(stderr, "smtpspec: {}\n", conclusion.why);
  return exit_code_of({.kind = conclusion.kind, .stopped = conclusion.stopped, .max_blocked = 1},
                      conclusion.run);
}

}  // namespace

void add_play(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command =
      app.add_subcommand("play", "Play the scenarios of one file, and show every dialogue");
  command->add_option("file", options->file, "A scenario file")->required()->type_name("FILE");
  command
      ->add_option("scenario", options->selection.selectors, "Which of its scenarios or cases; default: all")
      ->type_name("SCENARIO");
  add_target_options(*command, options->run);
  add_pace_options(*command, options->run);
  command->callback([options, &exit_code] { exit_code = play(*options); });
}

}  // namespace smtpspec::cli
