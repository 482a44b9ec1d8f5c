#include "harness/language/coverage.hpp"

#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/core.h>

#include <array>
#include <map>
#include <memory>

namespace smtpspec::cli {
namespace {

namespace json = boost::json;
using language::CoverageState;

struct Options {
  std::string scenarios;
  bool check = false;
  bool as_json = false;
};

constexpr std::array<std::string_view, 4> kStates = {"covered", "excused", "stale", "open"};
std::string_view name(CoverageState state) { return kStates[static_cast<std::size_t>(state)]; }

using Row = std::pair<const language::Requirement*, CoverageState>;

std::vector<Row> rows_of(const Corpus& corpus, const language::Coverage& coverage) {
  std::vector<Row> out;
  for (const language::Requirement* row : language::in_order(corpus.catalogue)) {
    out.emplace_back(row, language::state_of(*row, coverage));
  }
  return out;
}

void print_json(const std::vector<Row>& rows, const language::Coverage& coverage) {
  json::array all;
  for (const auto& [row, state] : rows) {
    json::array scenarios;
    if (const auto found = coverage.find(row->id); found != coverage.end()) {
      for (const language::Scenario* scenario : found->second) scenarios.emplace_back(scenario->id);
    }
    all.push_back(json::object{{"id", row->id},
                               {"level", shown_level(*row)},
                               {"side", row->side},
                               {"visibility", row->visibility},
                               {"state", name(state)},
                               {"scenarios", scenarios},
                               {"reason", row->uncovered}});
  }
  fmt::print("{}\n", json::serialize(all));
}

void print_table(const std::vector<Row>& rows) {
  std::vector<std::string> order;
  std::map<std::string, std::array<std::size_t, kStates.size()>> counts;
  for (const auto& [row, state] : rows) {
    if (!counts.contains(row->rfc)) order.push_back(row->rfc);
    ++counts[row->rfc][static_cast<std::size_t>(state)];
    ++counts["all"][static_cast<std::size_t>(state)];
  }
  order.emplace_back("all");
  fmt::print("{:<10} {:>8} {:>9} {:>6}\n", "", "covered", "excused", "open");
  for (const std::string& rfc : order) {
    const auto& [covered, excused, stale, open] = counts[rfc];
    fmt::print("{:<10} {:>8} {:>9} {:>6}\n", rfc, covered + stale, excused, open);
  }
}

// What --check does not accept.
std::string complaint(const Row& row) {
  const auto& [requirement, state] = row;
  if (state == CoverageState::stale) return "is covered, and yet says why not: " + requirement->uncovered;
  if (state == CoverageState::open && language::must_be_covered(*requirement)) {
    return "has neither a scenario nor a reason: " + requirement->statement;
  }
  return {};
}

int coverage(const Options& options) {
  const auto corpus = load_corpus(options.scenarios);
  if (!corpus) return refuse(corpus.error());
  const language::Coverage measured = language::measure(corpus->suites, corpus->catalogue);
  const std::vector<Row> rows = rows_of(*corpus, measured);
  if (options.as_json) {
    print_json(rows, measured);
  } else {
    print_table(rows);
  }
  if (!options.check) return exit_code::ok;
  int code = exit_code::ok;
  for (const Row& row : rows) {
    const std::string what = complaint(row);
    if (what.empty()) continue;
    fmt::print(stderr, "{} {}\n", row.first->id, what);
    code = exit_code::bad_input;
  }
  return code;
}

}  // namespace

void add_coverage(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command =
      app.add_subcommand("coverage", "Say which requirements the scenarios check, and why others are not");
  add_scenarios_option(*command, options->scenarios);
  command->add_flag(
      "--check", options->check,
      "Exit with 3 if a MUST of a server that the wire can show has neither a scenario nor a reason");
  command->add_flag("--json", options->as_json, "Each requirement, as JSON");
  command->callback([options, &exit_code] { exit_code = coverage(*options); });
}

}  // namespace smtpspec::cli
