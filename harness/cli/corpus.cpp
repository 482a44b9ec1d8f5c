#include "harness/cli/corpus.hpp"

#include "harness/cli/exit_codes.hpp"
#include "harness/cli/source_tree.hpp"
#include "harness/language/load.hpp"
#include "harness/language/suggest.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> places() {
  std::vector<std::string> out;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) out.push_back((program.parent_path().parent_path() / "share/smtpspec/scenarios").string());
  out.emplace_back(scenarios_of_source_tree());
  return out;
}

/// As a user in this folder would write it.
std::string shortest(const std::string& path) {
  std::error_code error;
  const std::string relative = fs::relative(path, error).string();
  return error || relative.empty() || relative.size() >= path.size() ? path : relative;
}

language::Diagnostic about(std::string file, std::string what, std::string help) {
  return {.file = std::move(file),
          .at = {},
          .length = 0,
          .what = std::move(what),
          .help = std::move(help),
          .source = {}};
}

}  // namespace

void add_scenarios_option(CLI::App& command, std::string& folder) {
  command.add_option("--scenarios", folder, "Folder (or file) of scenarios instead of the bundled ones")
      ->type_name("DIR");
}

void add_selection_options(CLI::App& command, language::Selection& selection) {
  command
      .add_option("selector", selection.selectors,
                  "Groups (rfc5321/4.5.2), requirements (RFC5321-4.5.2-c), scenarios, cases (id/variant), or "
                  "patterns with * and ?; default: all")
      ->type_name("SELECTOR");
  command.add_option("--level", selection.levels, "Only MUST (with MUST NOT), SHOULD, MAY, table or advice")
      ->type_name("LEVEL")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check([](const std::string& word) {
        return language::is_level(word) ? std::string{}
                                        : "'" + word + "' is not a level: MUST, SHOULD, MAY, table or advice";
      });
  command.add_option("--tag", selection.tags, "Only scenarios with this tag")
      ->type_name("TAG")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--exclude", selection.excludes, "Not those with this tag, or of this selector")
      ->type_name("TAG")
      ->delimiter(',')
      ->allow_extra_args(false);
}

language::Result<std::string> find_scenarios(const std::string& given) {
  if (!given.empty()) {
    std::error_code error;
    if (fs::exists(given, error)) return given;
    return tl::make_unexpected(about(given, error ? error.message() : "there is no such file or folder", ""));
  }
  if (const char* const named = std::getenv("SMTPSPEC_SCENARIOS")) {
    std::error_code error;
    if (fs::is_directory(named, error)) return shortest(named);
    return tl::make_unexpected(about(named, "SMTPSPEC_SCENARIOS does not name a folder", ""));
  }
  const auto candidates = places();
  const auto found = std::find_if(candidates.begin(), candidates.end(), [](const std::string& place) {
    std::error_code error;
    return fs::is_directory(place, error);
  });
  if (found != candidates.end()) return shortest(*found);
  std::string looked;
  for (const std::string& place : candidates) looked += (looked.empty() ? "" : ", ") + place;
  return tl::make_unexpected(about("scenarios", "the folder of scenarios was not found",
                                   "looked in " + looked + "; --scenarios DIR names another"));
}

language::Results<language::Catalogue> find_catalogue(const std::string& given) {
  const fs::path own = fs::path(given) / "requirements";
  std::error_code error;
  if (!given.empty() && fs::is_directory(own, error)) return language::load_catalogue(own.string());
  const auto bundled = find_scenarios({});
  if (!bundled) return tl::make_unexpected(std::vector{bundled.error()});
  return language::load_catalogue((fs::path(*bundled) / "requirements").string());
}

language::Results<Corpus> load_corpus(const std::string& given) {
  const auto folder = find_scenarios(given);
  if (!folder) return tl::make_unexpected(std::vector{folder.error()});
  auto suites = language::load_suites(*folder);
  if (!suites) return tl::make_unexpected(std::move(suites.error()));
  auto catalogue = find_catalogue(*folder);
  if (!catalogue) return tl::make_unexpected(std::move(catalogue.error()));
  return Corpus{std::move(*suites), std::move(*catalogue)};
}

std::string unmatched(const language::Selection& selection, const Corpus& corpus) {
  for (const std::string& selector : selection.selectors) {
    const bool found =
        std::any_of(corpus.suites.begin(), corpus.suites.end(),
                    [&](const language::Suite& suite) { return language::names_something(selector, suite); });
    if (found) continue;
    if (corpus.catalogue.contains(selector)) return fmt::format("no scenario checks {}", selector);
    const auto names = language::selectable(corpus.suites);
    const std::string near =
        language::suggest(selector, std::vector<std::string_view>(names.begin(), names.end()));
    return fmt::format("nothing is called '{}'{}", selector,
                       near.empty() ? "; smtpspec list shows what there is" : "; " + near);
  }
  return {};
}

int refuse(const std::vector<language::Diagnostic>& diagnostics) {
  for (const language::Diagnostic& diagnostic : diagnostics)
    fmt::print(stderr, "{}", language::render(diagnostic));
  return exit_code::bad_input;
}

}  // namespace smtpspec::cli
