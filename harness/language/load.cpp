#include "harness/language/load.hpp"

#include "harness/language/parser.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace smtpspec::language {
namespace {

namespace fs = std::filesystem;

Diagnostic about_file(std::string file, std::string what) {
  return {.file = std::move(file), .at = {}, .length = 0, .what = std::move(what), .help = {}, .source = {}};
}

struct Found {
  std::string path;
  std::string group;
};

// A scenario's group is its path below a folder called scenarios; where there is none, below the folder that
// was given.
Found found(const fs::path& root, const fs::path& file) {
  const bool in_scenarios = std::find(file.begin(), file.end(), "scenarios") != file.end();
  fs::path below = file.lexically_relative(root);
  return {file.string(), in_scenarios ? group_of(file.string()) : below.replace_extension().generic_string()};
}

std::vector<Found> scenario_files(const fs::path& root, std::error_code& error) {
  std::vector<Found> out;
  for (fs::recursive_directory_iterator entry(root, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".smtp" && entry->is_regular_file())
      out.push_back(found(root, entry->path()));
  }
  std::sort(out.begin(), out.end(), [](const Found& a, const Found& b) { return a.group < b.group; });
  return out;
}

void refuse_duplicates(const std::vector<Suite>& suites, std::vector<Diagnostic>& out) {
  std::map<std::string_view, std::string> seen;
  for (const Suite& suite : suites) {
    for (const Scenario& scenario : suite.scenarios) {
      const std::string here = suite.file + ":" + std::to_string(scenario.at.line);
      const auto [first, is_new] = seen.emplace(scenario.id, here);
      if (is_new) continue;
      out.push_back({.file = suite.file,
                     .at = scenario.at,
                     .length = static_cast<std::uint32_t>(scenario.id.size() + 9),
                     .what = "a second scenario '" + scenario.id + "'",
                     .help = "the first one is " + first->second,
                     .source = "scenario " + scenario.id});
    }
  }
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return tl::make_unexpected(about_file(path, "a folder, not a file"));
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return tl::make_unexpected(about_file(path, std::string("cannot be read: ") + std::strerror(errno)));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Results<std::vector<Suite>> load_suites(const std::string& path) {
  std::error_code error, not_a_folder;
  std::vector<Found> files = {{path, group_of(path)}};
  if (fs::is_directory(path, not_a_folder)) files = scenario_files(path, error);
  std::vector<Diagnostic> wrong;
  if (error) wrong.push_back(about_file(path, "cannot be read: " + error.message()));
  if (!error && files.empty()) wrong.push_back(about_file(path, "no scenario file (*.smtp) is in it"));

  std::vector<Suite> suites;
  for (const Found& file : files) {
    auto suite = read_file(file.path)
                     .map_error([](Diagnostic&& one) { return std::vector<Diagnostic>{std::move(one)}; })
                     .and_then([&](const std::string& text) { return parse(file.path, text); });
    if (suite) {
      suite->group = file.group;
      suites.push_back(std::move(*suite));
    } else {
      wrong.insert(wrong.end(), suite.error().begin(), suite.error().end());
    }
  }
  refuse_duplicates(suites, wrong);
  if (!wrong.empty()) return tl::make_unexpected(std::move(wrong));
  return suites;
}

}  // namespace smtpspec::language
