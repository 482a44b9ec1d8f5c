#include "fuzz/campaign/hunt.hpp"

#include "fuzz/campaign/child.hpp"
#include "fuzz/campaign/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace smtpspec::campaign {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kInput = 10s;  // that one input may take
constexpr auto kGrace = 30s;  // behind the time it was given, for the last input and what it says of it
constexpr unsigned kInTheWay = 3;
// What libFuzzer does behind every run with each counter that moved costs more than most of our runs.
/// To look whether an input of the corpus can be replaced by a shorter one: the corpus is merged in the end.
constexpr auto kReducesNothing = "-reduce_inputs=0";
/// To note how rare it is, for the choice of the next input.
constexpr auto kAllAreEqual = "-entropic=0";

/// A run over scenarios or replies is long, and what it meets is well chosen by how rare it is.
bool chooses_the_rare(const Target& target) {
  return target.input == "scenario" || target.input == "replies";
}

std::vector<std::string> arguments(const Target& target, const Plan& plan, unsigned round,
                                   std::chrono::seconds time) {
  const Places& places = plan.places;
  std::vector<std::string> out = {fmt::format("-max_total_time={}", time.count()),
                                  fmt::format("-seed={}", seed_of(plan.seed, target.name, round)),
                                  fmt::format("-timeout={}", kInput.count()),
                                  "-print_final_stats=1",
                                  kReducesNothing,
                                  fmt::format("-artifact_prefix={}/", places.scratch(target.name).string())};
  if (!chooses_the_rare(target)) out.emplace_back(kAllAreEqual);
  if (fs::exists(places.dictionary())) out.push_back("-dict=" + places.dictionary().string());
  out.push_back(places.corpus(target.name).string());
  for (const fs::path& folder : places.seeds(target.name)) out.push_back(folder.string());
  return out;
}

/// The input that libFuzzer left when it died; it also leaves slow ones, which are none.
std::optional<fs::path> artefact(const fs::path& folder) {
  for (const fs::path& file : files_in(folder))
    if (!file.filename().string().starts_with("slow-unit-")) return file;
  return std::nullopt;
}

void begin_afresh(const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
}

std::string shown(const Progress& progress) {
  if (progress.edges == 0) return "reading seeds";
  return fmt::format("{}/s, {} edges, corpus {}", progress.per_second, progress.edges, progress.inputs);
}

void add(Outcome& out, const Output& output, const Ended& ended) {
  out.seconds += ended.time.count();
  out.runs += output.progress().runs;
  out.edges = std::max(out.edges, output.progress().edges);
  out.features = std::max(out.features, output.progress().features);
  out.output = output.tail();
}

/// Where it left no input.
std::string how_it_ended(const Ended& ended, const std::string& report) {
  if (ended.how == Ended::How::not_started) return ended.why;
  std::string out = ended.how == Ended::How::by_itself ? fmt::format("it ended with {}", ended.status)
                    : ended.how == Ended::How::overdue ? "it did not end, and was ended,"
                                                       : "it was ended";
  out += " and left no input";
  return report.empty() ? out : fmt::format("{}; it said: {}", out, cause_of(report).claim);
}

Finding* found_before(Outcome& out, const Cause& cause) {
  const auto at = std::find_if(out.findings.begin(), out.findings.end(),
                               [&](const Finding& one) { return one.cause.name() == cause.name(); });
  return at == out.findings.end() ? nullptr : &*at;
}

}  // namespace

std::uint64_t Outcome::per_second() const {
  return seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(runs) / seconds) : 0;
}

std::uint32_t seed_of(std::uint32_t seed, const std::string& target, unsigned round) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : fmt::format("{}/{}/{}", seed, target, round))
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return std::max(hash, 1U);
}

void hunt(Outcome& out, const Plan& plan, Board& board, const Stopped& stopped) {
  const Target& target = out.target;
  const fs::path scratch = plan.places.scratch(target.name);
  fs::create_directories(plan.places.corpus(target.name));
  std::string last;
  unsigned in_a_row = 0;
  const auto left = [&] { return plan.time - std::chrono::seconds(static_cast<std::int64_t>(out.seconds)); };
  for (unsigned round = 0; left() >= 1s && !stopped(); ++round) {
    begin_afresh(scratch);
    Output output;
    const Ended ended = run(
        {plan.places.program(target.name), arguments(target, plan, round, left())}, left() + kGrace,
        [&] { return stopped() || output.is_endless(); },
        [&](std::string_view octets) {
          output.take(octets);
          board.show(target.name, shown(output.progress()));
        });
    add(out, output, ended);
    const auto input = artefact(scratch);
    if (ended.how == Ended::How::by_itself && ended.status == 0) break;
    if (!input) {
      if (!stopped() || !output.report().empty()) out.problem = how_it_ended(ended, output.report());
      break;
    }
    const Cause cause = cause_of(output.report());
    in_a_row = cause.name() == last ? in_a_row + 1 : 1;
    last = cause.name();
    if (Finding* const before = found_before(out, cause)) {
      ++before->times;
    } else {
      board.show(target.name, "making it small");
      board.say(fmt::format("{}: FOUND {}", target.name, cause.claim));
      out.findings.push_back(examined(target, plan.places, {cause, *input, output.report()}, stopped));
      if (out.problem = keep(out.findings.back()); !out.problem.empty()) {
        out.not_written = true;
        break;
      }
      board.say(fmt::format("{}: see {}.txt", target.name, out.findings.back().file.string()));
    }
    if (in_a_row == kInTheWay) {
      out.remark = fmt::format("stopped after {:.0f} s: {} stands in the way{}", out.seconds, cause.name(),
                               out.edges == 0 ? ", in a seed already" : "");
      break;
    }
  }
  fs::remove_all(scratch);
}

}  // namespace smtpspec::campaign
