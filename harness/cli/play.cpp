#include "harness/cli/cases.hpp"
#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/live.hpp"
#include "harness/cli/outcome.hpp"
#include "harness/cli/output.hpp"
#include "harness/cli/outputs.hpp"
#include "harness/cli/recording.hpp"
#include "harness/cli/run_options.hpp"
#include "harness/language/load.hpp"
#include "harness/run/run.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>

namespace smtpspec::cli {
namespace {

struct Options {
  RunOptions run;
  std::string file;
  language::Selection selection;
  std::string pcap;
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
  if (assignment.cases.empty()) return nothing_selected();
  Recording recording;
  if (!recording.begin(options.pcap)) return exit_code::not_written;
  outlive_readers();
  assignment.options.scenarios = options.file;
  assignment.options.jobs = 1;  // dialogues are shown while they go on
  Live live;
  const run::Conclusion conclusion = run::run(assignment, recording.beside(live.listener()));
  complain(conclusion.why);
  return exit_code_of({.kind = conclusion.kind,
                       .stopped = conclusion.stopped,
                       .not_written = !recording.end(),
                       .max_blocked = 1},
                      conclusion.run);
}

}  // namespace

void add_play(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = app.add_subcommand(
      "play", "Play the scenarios of one file one by one, and show each line when it is said");
  command->add_option("file", options->file, "A scenario file")->required()->type_name("FILE");
  command
      ->add_option("scenario", options->selection.selectors, "Which of its scenarios or cases; default: all")
      ->type_name("SCENARIO");
  add_target_options(*command, options->run);
  add_pace_options(*command, options->run);
  add_pcap_option(*command, options->pcap);
  command->callback([options, &exit_code] { exit_code = play(*options); });
}

}  // namespace smtpspec::cli
