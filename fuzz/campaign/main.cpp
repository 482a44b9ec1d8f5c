// campaign [TARGET...]: `./dev fuzz`. Drives the fuzz targets that were built, keeps and merges their
// corpora, writes what they find.
#include "fuzz/campaign/campaign.hpp"
#include "fuzz/campaign/summary.hpp"
#include "harness/cli/exit_codes.hpp"
#include "reports/files.hpp"

#include <CLI/CLI.hpp>
#include <fmt/chrono.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <random>
#include <sys/file.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
namespace exit_code = smtpspec::cli::exit_code;
using namespace smtpspec::campaign;

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal may set it");

/// By a signal, or because nobody reads any more what we say (`| head -1`).
bool stopped() {
  pollfd out{.fd = STDOUT_FILENO, .events = 0, .revents = 0};
  if (::poll(&out, 1, 0) > 0 && (out.revents & POLLERR) != 0) interrupted = true;
  return interrupted;
}

struct Options {
  std::vector<std::string> names;
  std::string time = "60s", build = "build/fuzz", source = ".";
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  std::uint32_t seed = std::random_device{}();
};

/// "90", "90s", "5m", "2h". Nothing: it is none of these, or no time at all.
std::optional<std::chrono::seconds> time_of(std::string_view text) {
  static constexpr std::pair<std::string_view, unsigned> kUnits[] = {
      {"", 1}, {"s", 1}, {"m", 60}, {"h", 3600}};
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number == 0 || number > 1'000'000) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const auto& [name, seconds] : kUnits)
    if (unit == name) return std::chrono::seconds(std::int64_t{number} * seconds);
  return std::nullopt;
}

std::string names(const std::vector<Target>& targets) {
  std::string out;
  for (const Target& target : targets) out += (out.empty() ? "" : " ") + target.name;
  return out;
}

/// libFuzzer merges and minimises in processes that it has a shell start, and quotes nothing.
bool is_one_word_to_a_shell(std::string_view path) {
  return !path.starts_with('~') && std::ranges::none_of(path, [](char c) {
    return std::string_view("\t\n \"#$&'()*;<>?[\\]`{|}").find(c) != std::string_view::npos;
  });
}

/// Two campaigns would merge one corpus. For as long as the process lives; false if another has it.
bool lock(const fs::path& build) {
  const fs::path path = build / "campaign.lock";
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
  if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0) return true;
  if (errno == EWOULDBLOCK) return false;
  throw fs::filesystem_error("cannot lock", path, std::error_code(errno, std::generic_category()));
}

int refuse(int code, const std::string& why) {
  std::fputs(("fuzz: " + why + "\n").c_str(), stderr);
  return code;
}

/// A finding is one, whatever became of the other targets.
int worst(const std::vector<Outcome>& outcomes) {
  const auto any = [&](auto claim) { return std::any_of(outcomes.begin(), outcomes.end(), claim); };
  if (interrupted) return exit_code::interrupted;
  if (std::ferror(stdout) != 0 || any([](const Outcome& one) { return one.not_written; }))
    return exit_code::not_written;
  if (any([](const Outcome& one) { return !one.findings.empty(); })) return exit_code::findings;
  return any([](const Outcome& one) { return !one.problem.empty(); }) ? exit_code::invalid : exit_code::ok;
}

int carry_out(const Plan& plan) {
  const auto start = std::chrono::system_clock::now();
  print(fmt::format("{} target{}, {} at once, {} each: about {} in all, and a little for merging; seed {}\n",
                    plan.targets.size(), plan.targets.size() == 1 ? "" : "s", plan.jobs,
                    duration_text(plan.time), duration_text(lasts(plan)), plan.seed));
  std::vector<Outcome> outcomes;
  {
    Board board(plan.targets.size(), lasts(plan));
    outcomes = campaign(plan, board, stopped);
  }
  print("\n" + summary(outcomes));
  if (interrupted) print("\nInterrupted: the corpora are kept, and not merged.\n");
  const std::chrono::duration<double> took = std::chrono::system_clock::now() - start;
  const std::string xml =
      junit(outcomes, plan, fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(start)), took.count());
  const fs::path report = plan.places.report();
  fs::create_directories(report.parent_path());
  if (const auto written = smtpspec::reports::write_file(report.string(), xml); !written)
    return refuse(exit_code::not_written, fmt::format("{}: {}", report.string(), written.error().what));
  print(fmt::format("\nreport: {}\n", report.string()));
  return worst(outcomes);
}

int fuzz(const Options& options) {
  Plan plan{.places = {.build = options.build, .source = options.source},
            .jobs = options.jobs,
            .seed = options.seed};
  const auto time = time_of(options.time);
  if (!time)
    return refuse(exit_code::usage, fmt::format("--time is a number of s, m or h, not '{}'", options.time));
  plan.time = *time;
  if (!is_one_word_to_a_shell(options.build))
    return refuse(exit_code::usage,
                  fmt::format("--build cannot be '{}': libFuzzer merges and minimises through a shell, "
                              "which reads that as more than one word",
                              options.build));
  const std::vector<Target> all = plan.places.targets();
  if (all.empty())
    return refuse(exit_code::bad_input, fmt::format("no targets are built in {}", options.build));
  for (const std::string& name : options.names)
    if (std::ranges::find(all, name, &Target::name) == all.end())
      return refuse(exit_code::usage, fmt::format("no fuzz target '{}'; there are: {}", name, names(all)));
  std::ranges::copy_if(all, std::back_inserter(plan.targets), [&](const Target& target) {
    return options.names.empty() || std::ranges::count(options.names, target.name) > 0;
  });
  if (!lock(plan.places.build))
    return refuse(exit_code::nothing_ran, fmt::format("another campaign runs in {}", options.build));
  plan.jobs = std::min(plan.jobs, static_cast<unsigned>(plan.targets.size()));
  return carry_out(plan);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Fuzzes the targets that are built, all or some.", "./dev fuzz");
  app.add_option("target", options.names, "Targets; default: all")->type_name("TARGET");
  app.add_option("--time", options.time, "How long each is fuzzed: 90s, 5m, 2h (default 60s)")
      ->type_name("TIME");
  app.add_option("--jobs", options.jobs, "Targets at once (default: one a core)")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  app.add_option("--seed", options.seed, "What libFuzzer's seeds are derived from (default: a random number)")
      ->type_name("N");
  app.add_option("--build", options.build, "Where the targets are built (default build/fuzz)")
      ->type_name("DIR");
  app.add_option("--source", options.source, "Root of the repository (default .)")->type_name("DIR");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked_for_help) {
    return app.exit(asked_for_help);
  } catch (const CLI::ParseError& error) {
    return refuse(exit_code::usage, fmt::format("{}\n  ./dev fuzz --help lists what there is", error.what()));
  }
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, [](int) { interrupted = true; });
  std::signal(SIGPIPE, [](int) {});  // exec resets a handler, and would keep SIG_IGN
  try {
    return fuzz(options);
  } catch (const fs::filesystem_error& error) {
    return refuse(exit_code::not_written, error.what());
  } catch (const std::exception& bug) {
    return refuse(exit_code::internal, fmt::format("a bug of our own: {}", bug.what()));
  }
}
