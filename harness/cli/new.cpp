#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/language/ascii.hpp"
#include "harness/language/suggest.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>

namespace smtpspec::cli {
namespace {

struct Options {
  std::string requirement;
  std::string scenarios;
};

// "RFC5321-4.1.1.5-a" -> "rfc5321-4-1-1-5-a"
std::string scenario_id(const std::string& requirement) {
  std::string out = language::lower(requirement);
  std::replace(out.begin(), out.end(), '.', '-');
  return out;
}

std::string skeleton(const language::Requirement& row) {
  constexpr std::size_t kLongestTitle = 100;
  std::string out =
      fmt::format("suite \"{} {}\"\n\n# {}: {}\n", row.rfc, row.section, shown_level(row), row.statement);
  if (!row.latitude.empty()) out += fmt::format("# lawful: {}\n", row.latitude);
  if (row.text != "read") out += fmt::format("# text: {} (see docs/requirements.md)\n", row.text);
  out += fmt::format("scenario {}\n", scenario_id(row.id));
  out += fmt::format("  title   {}\n", row.statement.substr(0, kLongestTitle));
  out += fmt::format("  checks  {}\n", row.id);
  out += "  given   greeted\n";
  const bool is_keyword = row.extension != "core" && row.extension != "security";
  if (is_keyword) out += fmt::format("  needs   {}\n", row.extension);
  out += "  C: NOOP\n  S? 250\n";
  return out;
}

int create(const Options& options) {
  const auto catalogue = find_catalogue(options.scenarios);
  if (!catalogue) return refuse(catalogue.error());
  const auto row = catalogue->find(options.requirement);
  if (row != catalogue->end()) {
    fmt::print("{}", skeleton(row->second));
    return exit_code::ok;
  }
  std::vector<std::string_view> ids;
  for (const auto& [id, requirement] : *catalogue) ids.push_back(id);
  const std::string near = language::suggest(options.requirement, ids);
  fmt::print(stderr, "smtpspec: the catalogue has no requirement '{}'{}{}\n", options.requirement,
             near.empty() ? "" : "; ", near);
  return exit_code::usage;
}

}  // namespace

void add_new(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = app.add_subcommand("new", "Print the skeleton of a scenario for a requirement");
  command->add_option("--requirement", options->requirement, "The requirement, such as RFC5321-4.5.2-c")
      ->type_name("ID")
      ->required();
  add_scenarios_option(*command, options->scenarios);
  command->callback([options, &exit_code] { exit_code = create(*options); });
}

}  // namespace smtpspec::cli
