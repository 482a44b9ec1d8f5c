#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/run_files.hpp"
#include "harness/language/format.hpp"
#include "harness/language/load.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>

namespace smtpspec::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  bool check = false;
};

int format_path(const std::string& path, bool check) {
  const auto suites = language::load_suites(path);
  if (!suites) return refuse(suites.error());
  int code = exit_code::ok;
  for (const language::Suite& suite : *suites) {
    const auto text = language::read_file(suite.file);
    if (!text) return refuse({text.error()});
    const std::string formatted = language::format(*text);
    if (formatted == *text) continue;
    fmt::print("{}\n", suite.file);
    if (check) {
      code = exit_code::findings;
    } else if (const int written = put(suite.file, formatted); written != exit_code::ok) {
      return written;
    }
  }
  return code;
}

int format(const Options& options) {
  int worst = exit_code::ok;
  for (const std::string& path : options.files) worst = std::max(worst, format_path(path, options.check));
  return worst;
}

}  // namespace

void add_fmt(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command =
      app.add_subcommand("fmt", "Bring scenario files into their canonical form, in place");
  command->add_option("file", options->files, "Scenario files or folders")->type_name("FILE")->required();
  command->add_flag("--check", options->check,
                    "Change nothing: name the files that would change, and exit with 1");
  command->callback([options, &exit_code] { exit_code = format(*options); });
}

}  // namespace smtpspec::cli
