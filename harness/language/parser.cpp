#include "harness/language/parser.hpp"

#include "harness/language/encoding.hpp"
#include "harness/language/headers.hpp"
#include "harness/language/lines.hpp"
#include "harness/language/resolve.hpp"
#include "harness/language/steps.hpp"
#include "harness/language/suggest.hpp"
#include "harness/language/template.hpp"
#include "harness/language/words.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace smtpspec::language {
namespace {

class SuiteReader {
 public:
  SuiteReader(std::string file_name, std::string_view text) : lines_(split_lines(text)) {
    suite_.file = std::move(file_name);
    suite_.group = group_of(suite_.file);
  }

  Results<Suite> read() {
    for (std::size_t i = 0; i < lines_.size() && diagnostics_.size() < kMostDiagnostics; ++i) {
      Line line(lines_[i], static_cast<std::uint32_t>(i + 1));
      if (!line.more()) continue;
      read_line(line);
      if (line.failed()) add(*line.failure());
    }
    finish_scenario();
    if (!seen_suite_ && diagnostics_.empty())
      add({.at = {1, 1}, .what = "an empty file", .help = "it begins with: suite \"its title\""});
    if (diagnostics_.empty()) return std::move(suite_);
    return tl::make_unexpected(std::move(diagnostics_));
  }

 private:
  std::vector<std::string_view> lines_;
  Suite suite_;
  bool seen_suite_ = false;
  bool missed_scenario_ = false;
  bool scenario_is_sound_ = false;
  std::vector<Diagnostic> diagnostics_;

  void add(Diagnostic diagnostic) {
    if (diagnostics_.size() >= kMostDiagnostics) return;
    diagnostic.file = suite_.file;
    const std::size_t line = diagnostic.at.line;
    if (line > 0 && line <= lines_.size()) diagnostic.source = lines_[line - 1];
    diagnostics_.push_back(std::move(diagnostic));
  }

  void read_line(Line& line) {
    const Position at = line.here();
    if (!seen_suite_) {
      read_suite(line);
    } else if (line.take("scenario")) {
      finish_scenario();
      read_scenario(line, at);
    } else if (suite_.scenarios.empty()) {
      if (!std::exchange(missed_scenario_, true))
        line.fail(at, line.peek().size(), "expected 'scenario'", "scenario the-id-of-it");
    } else {
      read_part(line, suite_.scenarios.back());
    }
    if (line.failed()) scenario_is_sound_ = false;
  }

  void read_suite(Line& line) {
    seen_suite_ = true;
    if (!line.take("suite"))
      line.fail(line.here(), line.peek().size(), "expected 'suite'",
                "a file begins with: suite \"its title\"");
    suite_.title = read_plain_string(line, "the title of the suite");
    line.end();
  }

  void read_scenario(Line& line, Position at) {
    const Position id_at = line.next_at();
    const std::string_view id = line.word("the id of the scenario");
    if (id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string_view::npos) {
      line.fail(id_at, id.size(), "'" + std::string(id) + "' cannot be an id",
                "lower-case letters, digits and hyphens");
    }
    line.end();
    suite_.scenarios.emplace_back();
    suite_.scenarios.back().id = id;
    suite_.scenarios.back().at = at;
    scenario_is_sound_ = true;
  }

  void read_part(Line& line, Scenario& scenario) {
    Step* const above = scenario.steps.empty() ? nullptr : &scenario.steps.back();
    if (is_row(line, above)) {
      read_row(line, above);
    } else if (auto step = read_step(line)) {
      scenario.steps.push_back(std::move(*step));
    } else if (!read_header(line, scenario)) {
      unknown_line(line, above != nullptr && std::holds_alternative<Outcome>(above->what));
    }
  }

  void unknown_line(Line& line, bool in_outcome) {
    std::vector<std::string_view> words = {"scenario"};
    words.insert(words.end(), header_words().begin(), header_words().end());
    words.insert(words.end(), step_words().begin(), step_words().end());
    if (in_outcome) words.insert(words.end(), kGradeWords.begin(), kGradeWords.end());
    const std::string_view word = line.peek();
    const std::string near = suggest(word, words);
    line.fail(line.here(), word.size(), "unknown word '" + std::string(word) + "'",
              near.empty() ? "a line begins with a header (" + one_of(header_words()) + ") or a step (" +
                                 one_of(step_words()) + ")"
                           : near);
  }

  // What can only be said when the whole scenario was read.
  void finish_scenario() {
    if (!std::exchange(scenario_is_sound_, false)) return;
    const Scenario& scenario = suite_.scenarios.back();
    const auto missing = [&](std::string_view what, std::string_view help) {
      add({.at = scenario.at,
           .length = 8,
           .what = "scenario '" + scenario.id + "' has no " + std::string(what),
           .help = std::string(help)});
    };
    if (scenario.title.empty()) missing("title", "title what a conforming server does");
    if (scenario.checks.empty()) missing("checks", "checks RFC5321-4.1.1.5-a");
    if (scenario.steps.empty()) missing("steps", "C: NOOP");
    std::vector<Diagnostic> found;
    resolve(scenario, found);
    for (Diagnostic& diagnostic : found) add(std::move(diagnostic));
  }
};

}  // namespace

Results<Suite> parse(std::string file_name, std::string_view text) {
  if (auto wrong = encoding_error(file_name, text))
    return tl::make_unexpected(std::vector<Diagnostic>{std::move(*wrong)});
  return SuiteReader(std::move(file_name), text).read();
}

std::string group_of(std::string_view file_name) {
  const std::filesystem::path path(file_name);
  std::filesystem::path below;
  bool in_scenarios = false;
  for (const std::filesystem::path& part : path) {
    if (part == "scenarios") {
      in_scenarios = true;
      below.clear();
    } else {
      below /= part;
    }
  }
  return (in_scenarios ? below : path.filename()).replace_extension().generic_string();
}

}  // namespace smtpspec::language
