#include "harness/language/lint.hpp"

#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/language/load.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <memory>

namespace smtpspec::cli {
namespace {

using language::Diagnostic;

struct Options {
  std::vector<std::string> files;
};

std::vector<Diagnostic> lint_path(const std::string& path, const language::Catalogue& catalogue,
                                  std::size_t& scenarios) {
  const auto suites = language::load_suites(path);
  if (!suites) return suites.error();
  std::vector<Diagnostic> out;
  for (const language::Suite& suite : *suites) {
    scenarios += suite.scenarios.size();
    const auto text = language::read_file(suite.file);
    const auto found = text ? language::lint(suite, *text, catalogue) : std::vector{text.error()};
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

int lint(const Options& options) {
  std::vector<std::string> paths = options.files;
  if (paths.empty()) {
    const auto bundled = find_scenarios({});
    if (!bundled) return refuse({bundled.error()});
    paths.push_back(*bundled);
  }
  std::vector<Diagnostic> wrong;
  std::size_t scenarios = 0;
  for (const std::string& path : paths) {
    const auto catalogue = find_catalogue(path);
    if (!catalogue) return refuse(catalogue.error());
    const auto found = lint_path(path, *catalogue, scenarios);
    wrong.insert(wrong.end(), found.begin(), found.end());
  }
  if (!wrong.empty()) {
    refuse(wrong);
    fmt::print(stderr, "{} to put right\n", wrong.size());
    return exit_code::bad_input;
  }
  fmt::print("{} scenario{}: nothing to put right\n", scenarios, scenarios == 1 ? "" : "s");
  return exit_code::ok;
}

}  // namespace

void add_lint(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = app.add_subcommand("lint", "Say what is wrong in scenario files");
  command->add_option("file", options->files, "Scenario files or folders; default: the bundled ones")
      ->type_name("FILE");
  command->callback([options, &exit_code] { exit_code = lint(*options); });
}

}  // namespace smtpspec::cli
