#include "fuzz/campaign/finding.hpp"

#include "fuzz/campaign/child.hpp"
#include "fuzz/campaign/output.hpp"
#include "fuzz/campaign/scenario.hpp"
#include "fuzz/campaign/whole.hpp"
#include "reports/files.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace smtpspec::campaign {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kReplay = 30s;
constexpr auto kMinimise = 10s;
constexpr auto kTell = 2s;            // it tells first
constexpr std::size_t kShown = 4096;  // octets of an input

/// What a target says of an input when it is run with it alone; `cause` is nothing where it holds.
struct Replayed {
  bool to_the_end = false;  ///< it was not stopped
  std::optional<Cause> cause;
  std::string report;
};

Replayed replay(const Target& target, const Places& places, const fs::path& input, const Stopped& stopped) {
  if (stopped()) return {};
  Output output;
  const Ended ended = run(
      {places.program(target.name), {"-timeout=10", input.string()}}, kReplay,
      [&] { return stopped() || output.is_endless(); },
      [&](std::string_view octets) { output.take(octets); });
  if (ended.how == Ended::How::stopped && !output.is_endless()) return {};
  if (ended.how == Ended::How::by_itself && ended.status == 0) return {.to_the_end = true};
  return {true, cause_of(output.report()), output.report()};
}

/// What the target says of the choices of an input.
Told told_of(const Target& target, const Places& places, const fs::path& input, const Stopped& stopped) {
  Output output;
  run({"/usr/bin/env", {"SMTPSPEC_FUZZ_TELL=1", places.program(target.name).string(), input.string()}}, kTell,
      stopped, [&](std::string_view octets) { output.take(octets); });
  return told_in(output.tail());
}

/// The smallest input that libFuzzer makes of it in a moment and that has the same cause.
fs::path minimised(const Target& target, const Places& places, const Cause& cause, const fs::path& artefact,
                   const Stopped& stopped) {
  const fs::path folder = places.scratch(target.name) / "minimised";
  std::error_code failed;  // then nothing is made
  fs::remove_all(folder, failed);
  fs::create_directories(folder, failed);
  run({places.program(target.name),
       {"-minimize_crash=1", fmt::format("-max_total_time={}", kMinimise.count()),
        fmt::format("-artifact_prefix={}/", folder.string()), artefact.string()}},
      kMinimise, stopped, [](std::string_view) {});
  std::vector<fs::path> made = files_in(folder);
  std::sort(made.begin(), made.end(), [&](const fs::path& a, const fs::path& b) {
    return fs::file_size(a, failed) < fs::file_size(b, failed);
  });
  for (const fs::path& one : made) {
    const auto again = replay(target, places, one, stopped).cause;
    if (again && again->name() == cause.name()) return one;
  }
  return artefact;
}

std::string shown(std::string_view octets) {
  const auto visible = reports::visible_lines(octets, kShown);
  std::string out;
  for (const std::string& line : visible.lines) out += fmt::format("  {}\n", line);
  if (visible.omitted > 0) out += fmt::format("  ... and {} octets more\n", visible.omitted);
  return out;
}

std::string stack(const Cause& cause) {
  std::string out;
  for (const Frame& frame : cause.stack) out += fmt::format("  {}\n      {}\n", frame.function, frame.place);
  return out.empty() ? "  none of our code\n" : out;
}

std::string input_text(const Target& target, const reports::Result<std::string>& octets) {
  if (!octets) return fmt::format("\nThe input is lost: {}: {}\n", octets.error().file, octets.error().what);
  return fmt::format("\nThe input, {} octets{}:\n{}", octets->size(),
                     target.choices == 0 ? "" : fmt::format(", of which the first {} choose", target.choices),
                     shown(*octets));
}

}  // namespace

Finding examined(const Target& target, const Places& places, const Death& death, const Stopped& stopped) {
  const Replayed again = replay(target, places, death.artefact, stopped);
  const bool comes_again = again.cause && again.cause->name() == death.cause.name();
  // A timeout takes too long to be tried often.
  const bool is_made_small = comes_again && death.cause.claim != "timeout";
  const fs::path smallest =
      is_made_small ? minimised(target, places, death.cause, death.artefact, stopped) : death.artefact;
  const bool is_as_found = smallest == death.artefact;
  const auto octets = is_as_found ? whole(smallest) : reports::read_file(smallest.string());

  Finding out{.cause = death.cause, .file = places.findings(target.name) / death.cause.name()};
  out.text = fmt::format("{}: {}\n", target.name, death.cause.claim);
  if (!again.to_the_end) {
    out.text += "Interrupted before this input was run alone and made small.\n";
  } else if (!comes_again) {
    out.text += "It did not come again when this input was run alone.\n";
  } else if (is_made_small && is_as_found && stopped()) {
    out.text += "Interrupted before this input was made small.\n";
  }
  out.text += input_text(target, octets);
  out.text += fmt::format("\nWhere, in our code:\n{}", stack(death.cause));
  if (octets) {
    out.octets = *octets;
    out.text += fmt::format("\nAgain, in {}:\n  {} {}\n", fs::current_path().string(),
                            places.program(target.name).string(), out.file.string());
    if (target.input == "dialogue") {
      const Told told = told_of(target, places, smallest, stopped);
      out.scenario = scenario_of(target, death.cause, *octets, told);
      out.text += how_to_play(places, out.file.string() + ".smtp", told);
    }
  }
  out.text +=
      fmt::format("\nWhat it said:\n{}", reports::clean(again.report.empty() ? death.report : again.report));
  return out;
}

std::string keep(const Finding& finding) {
  const std::string file = finding.file.string();
  std::error_code failed;  // then nothing can be written either
  fs::create_directories(finding.file.parent_path(), failed);
  std::string why;
  const auto put = [&](const std::string& path, const std::optional<std::string>& text) {
    if (!text) {
      fs::remove(path, failed);
    } else if (const auto written = reports::write_file(path, *text); !written && why.empty()) {
      why = fmt::format("{}: {}", path, written.error().what);
    }
  };
  put(file, finding.octets);
  put(file + ".txt", finding.text);
  put(file + ".smtp", finding.scenario);
  return why;
}

}  // namespace smtpspec::campaign
