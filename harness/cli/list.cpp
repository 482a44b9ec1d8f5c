#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/language/coverage.hpp"
#include "reports/every_dialogue.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace smtpspec::cli {
namespace {

namespace json = boost::json;

struct Options {
  language::Selection selection;
  std::string scenarios;
  bool as_json = false;
  bool requirements = false;
};

// Calls `visit(suite, scenario, variant)` for each selected case; `variant` is null where there are none.
template <class Visit>
std::size_t for_each_case(const Corpus& corpus, const language::Selection& selection, Visit visit) {
  std::size_t count = 0;
  const auto consider = [&](const language::Suite& suite, const language::Scenario& scenario,
                            const language::Variant* variant) {
    if (!language::selects(selection, corpus.catalogue, suite, scenario, variant)) return;
    ++count;
    visit(suite, scenario, variant);
  };
  for (const language::Suite& suite : corpus.suites) {
    for (const language::Scenario& scenario : suite.scenarios) {
      if (scenario.variants.empty()) consider(suite, scenario, nullptr);
      for (const language::Variant& variant : scenario.variants) consider(suite, scenario, &variant);
    }
  }
  return count;
}

std::string level_of(const Corpus& corpus, const language::Scenario& scenario) {
  const auto row = corpus.catalogue.find(scenario.checks.front());
  return row == corpus.catalogue.end() ? "?" : std::string(shown_level(row->second));
}

json::array strings(const std::vector<std::string>& words) { return json::array(words.begin(), words.end()); }

json::object as_object(const Corpus& corpus, const language::Suite& suite, const language::Scenario& scenario,
                       const language::Variant* variant) {
  return {{"id", language::case_id(scenario, variant)},
          {"scenario", scenario.id},
          {"group", suite.group},
          {"title", scenario.title},
          {"level", level_of(corpus, scenario)},
          {"requirements", strings(language::requirements_of(scenario))},
          {"needs", strings(scenario.needs)},
          {"tags", strings(scenario.tags)},
          {"rev", scenario.rev},
          {"file", suite.file},
          {"line", scenario.at.line}};
}

bool is_of_every_dialogue(std::string_view selector) { return selector.starts_with(reports::kEveryDialogue); }

int list_cases(const Corpus& corpus, const Options& options) {
  json::array all;
  const language::Suite* last = nullptr;
  const std::size_t count =
      for_each_case(corpus, options.selection,
                    [&](const language::Suite& suite, const language::Scenario& scenario,
                        const language::Variant* variant) {
                      if (options.as_json) {
                        all.push_back(as_object(corpus, suite, scenario, variant));
                        return;
                      }
                      if (&suite != last)
                        fmt::print("{}{}  ({})\n", last == nullptr ? "" : "\n", suite.group, suite.title);
                      last = &suite;
                      fmt::print("  {:<44} {:<10} {}\n", language::case_id(scenario, variant),
                                 level_of(corpus, scenario), scenario.title);
                    });
  if (options.as_json) fmt::print("{}\n", json::serialize(all));
  if (count > 0) {
    if (!options.as_json) fmt::print("\n{} case{}\n", count, count == 1 ? "" : "s");
    return exit_code::ok;
  }
  const auto& asked = options.selection.selectors;
  if (std::any_of(asked.begin(), asked.end(), is_of_every_dialogue)) {
    fmt::print(stderr,
               "smtpspec: every-dialogue/... are no scenarios: a run looks at every reply for them\n"
               "  smtpspec explain every-dialogue shows all of them\n");
    return exit_code::nothing_ran;
  }
  const std::string why = unmatched(options.selection, corpus);
  fmt::print(stderr, "smtpspec: {}\n", why.empty() ? "no scenario meets all that was asked for" : why);
  return exit_code::nothing_ran;
}

bool is_selected(const language::Selection& selection, const language::Requirement& row) {
  if (!language::has_level(selection, row)) return false;
  const auto names = [&](const std::string& selector) {
    return language::glob_matches(selector, row.id) || row.id.starts_with(selector + "-") ||
           row.rfc == selector;
  };
  return selection.selectors.empty() ||
         std::any_of(selection.selectors.begin(), selection.selectors.end(), names);
}

int list_requirements(const Corpus& corpus, const Options& options) {
  if (!options.selection.tags.empty() || !options.selection.excludes.empty()) {
    fmt::print(stderr,
               "smtpspec: requirements have no tags: --tag and --exclude do not go with --requirements\n");
    return exit_code::usage;
  }
  const language::Coverage coverage = language::measure(corpus.suites, corpus.catalogue);
  json::array all;
  std::size_t listed = 0;
  for (const auto* row : language::in_order(corpus.catalogue)) {
    if (!is_selected(options.selection, *row)) continue;
    ++listed;
    const auto scenarios = coverage.find(row->id);
    const std::size_t count = scenarios == coverage.end() ? 0 : scenarios->second.size();
    if (options.as_json) {
      all.push_back(json::object{{"id", row->id},
                                 {"level", shown_level(*row)},
                                 {"side", row->side},
                                 {"extension", row->extension},
                                 {"visibility", row->visibility},
                                 {"text", row->text},
                                 {"statement", row->statement},
                                 {"latitude", row->latitude},
                                 {"uncovered", row->uncovered},
                                 {"scenarios", count}});
    } else {
      fmt::print("{:<22} {:<10} {:>3}  {}\n", row->id, shown_level(*row), count, row->statement);
    }
  }
  if (options.as_json) fmt::print("{}\n", json::serialize(all));
  if (listed > 0) return exit_code::ok;
  fmt::print(stderr, "smtpspec: the catalogue has no such requirement\n");
  return exit_code::nothing_ran;
}

int list(const Options& options) {
  const auto corpus = load_corpus(options.scenarios);
  if (!corpus) return refuse(corpus.error());
  return options.requirements ? list_requirements(*corpus, options) : list_cases(*corpus, options);
}

}  // namespace

void add_list(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = app.add_subcommand("list", "List cases, or the requirements of the catalogue");
  command->footer(
      "A run also reports the cases every-dialogue/..., which have no scenario (smtpspec explain "
      "every-dialogue).");
  add_selection_options(*command, options->selection);
  add_scenarios_option(*command, options->scenarios);
  command->add_flag("--json", options->as_json, "As JSON");
  command->add_flag("--requirements", options->requirements,
                    "Requirements, with the number of scenarios that check each");
  command->callback([options, &exit_code] { exit_code = list(*options); });
}

}  // namespace smtpspec::cli
