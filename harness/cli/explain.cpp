#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/text.hpp"
#include "harness/language/coverage.hpp"
#include "harness/language/lines.hpp"
#include "harness/language/load.hpp"
#include "harness/language/suggest.hpp"
#include "harness/player/player.hpp"
#include "reference/receiver/conduct.hpp"
#include "reference/receiver/faults.hpp"
#include "reports/every_dialogue.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>

namespace smtpspec::cli {
namespace {

using receiver::Choice;
using receiver::Decision;

struct Options {
  std::string name;
  std::string scenarios;
};

constexpr std::array<std::string_view, 5> kStandings = {"pass", "note", "warn", "risk", "fail"};

void print_requirement(const Corpus& corpus, const std::string& id) {
  const auto found = corpus.catalogue.find(id);
  if (found == corpus.catalogue.end()) {
    fmt::print("{}  (not in the catalogue)\n", id);
    return;
  }
  const language::Requirement& row = found->second;
  fmt::print("{}  {}  ({}, {})\n", row.id, shown_level(row), row.side, row.extension);
  fmt::print("{}", wrapped(row.statement, 4));
  if (!row.latitude.empty()) fmt::print("{}", wrapped("Lawful: " + row.latitude, 4));
}

void print_source(const language::Suite& suite, const language::Scenario& scenario) {
  const auto text = language::read_file(suite.file);
  if (!text) return;
  const auto lines = language::split_lines(*text);
  std::size_t end = lines.size();
  for (const language::Scenario& other : suite.scenarios) {
    if (other.at.line > scenario.at.line) end = std::min<std::size_t>(end, other.at.line - 1);
  }
  const auto is_of_the_next = [](std::string_view line) { return line.empty() || line.front() == '#'; };
  while (end > scenario.at.line && is_of_the_next(lines[end - 1])) --end;
  for (std::size_t i = scenario.at.line - 1; i < end; ++i) fmt::print("  {}\n", lines[i]);
}

bool is_of(const language::Scenario& scenario, std::string_view wanted) {
  return scenario.id == wanted || std::any_of(scenario.variants.begin(), scenario.variants.end(),
                                              [&](const language::Variant& variant) {
                                                return language::case_id(scenario, &variant) == wanted;
                                              });
}

bool explain_scenario(const Corpus& corpus, std::string_view wanted) {
  for (const language::Suite& suite : corpus.suites) {
    for (const language::Scenario& scenario : suite.scenarios) {
      if (!is_of(scenario, wanted)) continue;
      fmt::print("{}  ({}, {}:{})\n", scenario.id, suite.group, suite.file, scenario.at.line);
      fmt::print("{}", wrapped(scenario.title, 4));
      if (!scenario.why.empty()) fmt::print("{}", wrapped("Why: " + scenario.why, 4));
      fmt::print("\n");
      for (const std::string& requirement : language::requirements_of(scenario))
        print_requirement(corpus, requirement);
      fmt::print("\n");
      print_source(suite, scenario);
      return true;
    }
  }
  return false;
}

void print_decision(const Decision& decision) {
  fmt::print("{}  ({})\n{}", decision.name, decision.requirement, wrapped(decision.question, 4));
  for (const Choice& choice : decision.choices) {
    fmt::print("    {:<4}  {}={}\n", kStandings[static_cast<std::size_t>(choice.standing)], decision.name,
               choice.name);
    fmt::print("{}", wrapped(choice.meaning, 10));
    if (!choice.also.empty()) fmt::print("{}", wrapped("breaks " + std::string(choice.also), 10));
    if (!choice.imitates.empty()) fmt::print("{}", wrapped("as " + std::string(choice.imitates), 10));
  }
}

bool explain_decision(std::string_view wanted) {
  const std::string_view name = wanted.substr(0, wanted.find('='));
  const auto id = receiver::find_decision(name);
  if (!id) return false;
  const auto& choices = receiver::decisions()[*id].choices;
  const bool is_whole = std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
    return wanted == fmt::format("{}={}", name, choice.name);
  });
  if (wanted != name && !is_whole) return false;
  print_decision(receiver::decisions()[*id]);
  return true;
}

bool explain_fault(std::string_view wanted) {
  const auto behaviour = wanted.starts_with("fault:") ? receiver::parse_mutation(wanted) : std::nullopt;
  if (!behaviour) return false;
  fmt::print("{}  (a fault: no standard words it as a choice)\n{}", wanted,
             wrapped(receiver::describe(behaviour->fault->reaction), 4));
  return true;
}

std::string name_of(const player::GeneralCheck& check) {
  return fmt::format("{}/{}", reports::kEveryDialogue, check.id);
}

bool explain_general_check(const Corpus& corpus, std::string_view wanted) {
  bool found = false;
  for (const player::GeneralCheck& check : player::general_checks()) {
    const std::string name = name_of(check);
    if (wanted != name && wanted != reports::kEveryDialogue) continue;
    fmt::print("{}{}  (seen in every dialogue of a run, reported as one case)\n", found ? "\n" : "", name);
    fmt::print("{}\n", wrapped(check.title, 4));
    print_requirement(corpus, std::string(check.requirement));
    found = true;
  }
  return found;
}

bool speaks_of(const Decision& decision, std::string_view requirement) {
  return decision.requirement == requirement ||
         std::any_of(decision.choices.begin(), decision.choices.end(), [&](const Choice& choice) {
           return (" " + std::string(choice.also) + " ").find(" " + std::string(requirement) + " ") !=
                  std::string::npos;
         });
}

bool explain_requirement(const Corpus& corpus, const std::string& wanted) {
  const auto found = corpus.catalogue.find(wanted);
  if (found == corpus.catalogue.end()) return false;
  const language::Requirement& row = found->second;
  print_requirement(corpus, wanted);
  fmt::print("{}", wrapped("Seen by: " + row.visibility, 4));
  const language::Coverage coverage = language::measure(corpus.suites, corpus.catalogue);
  if (const auto scenarios = coverage.find(wanted); scenarios != coverage.end()) {
    fmt::print("\nscenarios\n");
    for (const language::Scenario* scenario : scenarios->second)
      fmt::print("    {:<40} {}\n", scenario->id, scenario->title);
  } else {
    fmt::print("\nno scenario{}{}\n", row.uncovered.empty() ? "" : ": ", row.uncovered);
  }
  for (const player::GeneralCheck& check : player::general_checks()) {
    if (check.requirement == wanted)
      fmt::print("\nseen in every dialogue\n    {:<40} {}\n", name_of(check), check.title);
  }
  bool is_first = true;
  for (const Decision& decision : receiver::decisions()) {
    if (!speaks_of(decision, wanted)) continue;
    if (std::exchange(is_first, false)) fmt::print("\ndecisions of the reference receiver\n");
    print_decision(decision);
  }
  return true;
}

std::string nearest(const Corpus& corpus, const std::string& wanted) {
  const auto names = language::selectable(corpus.suites);
  std::vector<std::string_view> words(names.begin(), names.end());
  for (const auto& [id, row] : corpus.catalogue) words.push_back(id);
  for (const Decision& decision : receiver::decisions()) words.push_back(decision.name);
  std::vector<std::string> made;
  for (const receiver::Fault& fault : receiver::faults()) made.push_back(fault.name());
  for (const player::GeneralCheck& check : player::general_checks()) made.push_back(name_of(check));
  words.insert(words.end(), made.begin(), made.end());
  return language::suggest(wanted, words);
}

int explain(const Options& options) {
  const auto corpus = load_corpus(options.scenarios);
  if (!corpus) return refuse(corpus.error());
  if (explain_requirement(*corpus, options.name) || explain_scenario(*corpus, options.name) ||
      explain_decision(options.name) || explain_fault(options.name) ||
      explain_general_check(*corpus, options.name)) {
    return exit_code::ok;
  }
  const std::string near = nearest(*corpus, options.name);
  fmt::print(stderr, "smtpspec: nothing is called '{}'\n  {}\n", options.name,
             near.empty() ? "smtpspec list and serve --list-deviations show what there is" : near);
  return exit_code::usage;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command =
      app.add_subcommand("explain", "Explain a scenario, a requirement or a decision in words");
  command
      ->add_option(
          "name", options->name,
          "Its id: rset-forgets-sender, RFC5321-4.5.2-c, decision[=choice], fault:... or every-dialogue/...")
      ->type_name("ID")
      ->required();
  add_scenarios_option(*command, options->scenarios);
  command->callback([options, &exit_code] { exit_code = explain(*options); });
}

}  // namespace smtpspec::cli
