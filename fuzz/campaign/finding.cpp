#include "fuzz/campaign/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "fuzz/campaign/child.hpp"
#include "fuzz/campaign/output.hpp"
#include "fuzz/campaign/scenario.hpp"
#include "reports/files.hpp"
#include "reports/text.hpp"

namespace smtpspec::campaign {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kReplay = 30s;
constexpr auto kMinimise = 10s;
constexpr std::size_t kShown = 4096;  // octets of an input

/// What a target says of an input when it is run with it alone; `cause` is nothing where it holds.
struct Replayed {
  std::optional<Cause> cause;
  std::string report;
};

Replayed replay(const Target& target, const Places& places, const fs::path& input, const Stopped& stopped) {
  Output output;
  const Ended ended = run(
      {places.program(target.name), {"-timeout=10", input.string()}}, kReplay,
      [&] { return stopped() || output.is_endless(); },
      [&](std::string_view octets) { output.take(octets); });
  const bool holds = ended.how == Ended::How::by_itself && ended.status == 0;
  if (holds || stopped()) return {};
  return {cause_of(output.report()), output.report()};
}

/// The smallest input that libFuzzer makes of it in a moment and that has the same cause.
fs::path minimised(const Target& target, const Places& places, const Cause& cause, const fs::path& artefact,
                   const Stopped& stopped) {
  const fs::path folder = places.scratch(target.name) / "minimised";
  fs::remove_all(folder);
  fs::create_directories(folder);
  run({places.program(target.name),
       {"-minimize_crash=1", fmt::format("-max_total_time={}", kMinimise.count()),
        fmt::format("-artifact_prefix={}/", folder.string()), artefact.string()}},
      kMinimise, stopped, [](std::string_view) {});
  std::vector<fs::path> made = files_in(folder);
  std::sort(made.begin(), made.end(),
            [](const fs::path& a, const fs::path& b) { return fs::file_size(a) < fs::file_size(b); });
  for (const fs::path& one : made) {
    if (stopped()) break;
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

}  // namespace

Finding keep(const Target& target, const Places& places, const Death& death, const Stopped& stopped) {
  const Replayed again = replay(target, places, death.artefact, stopped);
  const bool comes_again = again.cause && again.cause->name() == death.cause.name();
  // A timeout takes too long to be tried often.
  const bool is_made_small = comes_again && death.cause.claim != "timeout";
  const fs::path smallest =
      is_made_small ? minimised(target, places, death.cause, death.artefact, stopped) : death.artefact;
  const std::string octets = reports::read_file(smallest.string()).value_or("");

  Finding out{.cause = death.cause, .file = places.findings(target.name) / death.cause.name(), .text = {}};
  const std::string file = out.file.string();
  const bool is_dialogue = target.input == "dialogue";
  out.text = fmt::format("{}: {}\n", target.name, death.cause.claim);
  if (!comes_again) out.text += "It did not come again when this input was run alone.\n";
  out.text +=
      fmt::format("\nThe input, {} octets{}:\n{}", octets.size(),
                  target.choices == 0 ? "" : fmt::format(", of which the first {} choose", target.choices),
                  shown(octets));
  out.text += fmt::format("\nWhere, in our code:\n{}", stack(death.cause));
  out.text += fmt::format("\nAgain:\n  {} {}\n", places.program(target.name).string(), file);
  if (is_dialogue)
    out.text += fmt::format("Against a server:\n  smtpspec play --target HOST:PORT {}.smtp\n", file);
  out.text +=
      fmt::format("\nWhat it said:\n{}", reports::clean(again.report.empty() ? death.report : again.report));

  fs::create_directories(out.file.parent_path());
  const auto write = [&](const std::string& path, std::string_view text) {
    if (const auto written = reports::write_file(path, text); !written)
      throw std::runtime_error(fmt::format("{}: {}", path, written.error().what));
  };
  write(file, octets);
  write(file + ".txt", out.text);
  if (is_dialogue) write(file + ".smtp", scenario_of(target, death.cause, octets));
  return out;
}

}  // namespace smtpspec::campaign
