#include "harness/cli/run_options.hpp"

#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/numbers.hpp"
#include "harness/target/profile.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <fstream>
#include <map>
#include <random>
#include <variant>

namespace smtpspec::cli {
namespace {

using target::Setting;
using target::Settings;

constexpr std::uint64_t kLongest = std::uint64_t{30} * 24 * 60 * 60 * 1000;  // milliseconds
constexpr const char* kPace = "Pace and boldness";

void add_setting(CLI::App& command, const Setting& setting, Settings::Text& value) {
  auto* const option = command.add_option("--" + std::string(setting.key), value, std::string(setting.help));
  option->group(std::string(setting.group))
      ->type_name(setting.choices.empty() ? "TEXT" : std::string(setting.choices));
  option->check([&setting](const std::string& word) {
    return allows(setting, word) ? std::string()
                                 : fmt::format("'{}' is not one of {}", word, setting.choices);
  });
}
void add_setting(CLI::App& command, const Setting& setting, Settings::Number& value) {
  command.add_option("--" + std::string(setting.key), value, std::string(setting.help))
      ->group(std::string(setting.group))
      ->type_name("N")
      ->check(whole_number(0, setting.most));
}
void add_setting(CLI::App& command, const Setting& setting, Settings::Flag& value) {
  command
      .add_flag_callback(
          "--" + std::string(setting.key), [&value] { value = true; }, std::string(setting.help))
      ->group(std::string(setting.group));
}

/// "300ms", "5s", "2m".
CLI::Option* add_duration(CLI::App& command, const char* name, std::optional<run::Millis>& value,
                          const char* help) {
  return command
      .add_option_function<std::int64_t>(
          name, [&value](const std::int64_t& ms) { value = run::Millis(ms); }, help)
      ->transform(
          CLI::AsNumberWithUnit(std::map<std::string, std::int64_t>{{"ms", 1}, {"s", 1000}, {"m", 60'000}},
                                CLI::AsNumberWithUnit::UNIT_REQUIRED, "TIME"))
      ->check([in_range = whole_number(1, kLongest)](std::string milliseconds) {
        return in_range(milliseconds).empty() ? "" : "it is to be from 1ms to 43200m";
      })
      ->type_name("TIME");
}

std::string read_shard(const std::string& text, run::Shard& shard) {
  const auto slash = text.find('/');
  const bool read = slash != std::string::npos &&
                    CLI::detail::lexical_cast(text.substr(0, slash), shard.index) &&
                    CLI::detail::lexical_cast(text.substr(slash + 1), shard.count);
  return read && shard.index >= 1 && shard.index <= shard.count
             ? ""
             : "'" + text + "' is not I/N with I from 1 to N";
}

}  // namespace

void add_target_options(CLI::App& command, RunOptions& options) {
  command.add_option("--profile", options.profile, "A TOML file with any of these settings")
      ->group("Target")
      ->type_name("FILE");
  for (const Setting& setting : target::settings()) {
    std::visit([&](auto member) { add_setting(command, setting, options.options.settings.*member); },
               setting.member);
  }
}

void add_pace_options(CLI::App& command, RunOptions& chosen) {
  run::Options& options = chosen.options;
  const auto add = [&](const char* name, auto& value, const char* help, const char* type) {
    return command.add_option(name, value, help)->group(kPace)->type_name(type);
  };
  const auto flag = [&](const char* name, bool& value, const char* help) {
    command.add_flag(name, value, help)->group(kPace);
  };
  add("--rate", options.rate, "At most so many connections a second", "N")
      ->check(decimal_number(0.001, 1'000'000));
  add_duration(command, "--timeout", options.timeout,
               "How long to wait for a reply: 300ms, 5s or 2m (default: 10s)")
      ->group(kPace);
  add_duration(command, "--max-run-time", options.max_run_time,
               "Stop after this; what was not asked is named")
      ->group(kPace);
  options.seed = std::random_device{}();
  add("--seed", options.seed, "Makes tokens repeatable (default: random)", "N")->check(whole_number());
  command
      .add_option_function<std::string>(
          "--shard", [&options](const std::string& text) { read_shard(text, options.shard); },
          "Part I of N of the cases")
      ->check([](const std::string& text) {
        run::Shard shard;
        return read_shard(text, shard);
      })
      ->group(kPace)
      ->type_name("I/N");
  add("--repeat", options.repeat, "Play each case so often; the worst verdict stands", "N")
      ->check(whole_number(1, 1000))
      ->capture_default_str();
  flag("--fail-fast", options.fail_fast, "Stop at the first fail, risk or error");
  flag("--danger", options.danger, "With a stranger: also what could be taken for an attack");
  add("--deliver", options.deliver, "With a stranger: send at most N messages", "N")
      ->check(whole_number(0, 1'000'000))
      ->capture_default_str();
  add("--era", options.era, "Judge by the standard of that time", "821|1123|5321")
      ->check(CLI::IsMember({"821", "1123", "5321"}))
      ->capture_default_str();
}

void add_jobs_option(CLI::App& command, RunOptions& chosen) {
  command
      .add_option("--jobs,-j", chosen.options.jobs,
                  "Cases side by side (default: 4 at first, then what the target bears)")
      ->group(kPace)
      ->type_name("N")
      ->check(whole_number(1, 64));
}

int apply_profile(RunOptions& options) {
  target::Settings& settings = options.options.settings;
  if (!options.profile.empty()) {
    auto profile = target::load_profile(options.profile);
    if (!profile) return refuse(profile.error());
    settings = target::merge(*std::move(profile), settings);
  }
  const std::string clash = target::contradiction(settings);
  if (clash.empty()) return exit_code::ok;
  fmt::print(stderr, "smtpspec: {}\n", clash);
  return exit_code::usage;
}

std::vector<std::string> own_command_line() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> arguments;
  for (std::string one; std::getline(file, one, '\0');) arguments.push_back(one);
  return without_password(std::move(arguments));
}

std::vector<std::string> without_password(std::vector<std::string> arguments) {
  constexpr std::string_view kOption = "--password", kHidden = "(hidden)";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (i > 0 && arguments[i - 1] == kOption) arguments[i] = kHidden;
    if (arguments[i].starts_with("--password=")) arguments[i] = fmt::format("{}={}", kOption, kHidden);
  }
  return arguments;
}

}  // namespace smtpspec::cli
