#include "harness/cli/command_line.hpp"

#include "harness/cli/command.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/help_format.hpp"
#include "harness/language/suggest.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <array>
#include <cstdio>
#include <system_error>

namespace smtpspec::cli {
namespace {

using AddCommand = void (*)(CLI::App&, int&);
constexpr std::array kCommands = {add_run, add_play, add_list,    add_explain, add_coverage, add_lint,
                                  add_fmt, add_new,  add_certify, add_serve,   add_report,   add_baseline};

constexpr const char* kDescription =
    "smtpspec tells how far a mail server obeys the SMTP standards, and breaks it where it does not.";
constexpr const char* kFooter =
    "smtpspec COMMAND --help explains a command.\n"
    "Exit codes: 0 as expected, 1 findings or a stale baseline, 2 usage, 3 bad scenario, catalogue, profile\n"
    "or baseline, 4 target unreachable or lost, 5 report or output not written, 6 nothing was asked or too\n"
    "much was blocked (--max-blocked), 7 the run is not valid, 70 our own bug, 130 interrupted.";

std::string suggestion(std::string_view wrong, const std::vector<std::string>& words) {
  const std::vector<std::string_view> views(words.begin(), words.end());
  return language::suggest(wrong, views);
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> out;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    out.push_back(command->get_name());
  }
  return out;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> out;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
  }
  return out;
}

// The words that are left over after the options and commands we know.
int unexpected(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  const std::vector<std::string> left = app.remaining(true);
  const std::string word = left.empty() ? std::string{} : left.front();
  const std::string option = word.substr(0, word.find('='));
  std::string what, help;
  if (chosen.empty()) {
    what = word.starts_with('-') ? fmt::format("unknown option '{}'", option)
                                 : fmt::format("unknown command '{}'", word);
    help = suggestion(option, word.starts_with('-') ? option_names(app) : command_names(app));
  } else {
    what = word.starts_with('-')
               ? fmt::format("unknown option '{}' of {}", option, chosen.front()->get_name())
               : fmt::format("{} does not take '{}'", chosen.front()->get_name(), word);
    help = suggestion(option,
                      word.starts_with('-') ? option_names(*chosen.front()) : command_names(*chosen.front()));
  }
  fmt::print(stderr, "smtpspec: {}\n", what);
  if (!help.empty()) fmt::print(stderr, "  {}\n", help);
  const std::string of_command = chosen.empty() ? std::string{} : " " + chosen.front()->get_name();
  fmt::print(stderr, "  smtpspec{} --help lists what there is\n", of_command);
  return exit_code::usage;
}

int usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const auto chosen = app.get_subcommands();
  fmt::print(stderr, "smtpspec: {}\n  smtpspec{} --help lists what there is\n", error.what(),
             chosen.empty() ? std::string{} : " " + chosen.front()->get_name());
  return exit_code::usage;
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  CLI::App app(kDescription, "smtpspec");
  app.set_version_flag("--version", "smtpspec " SMTPSPEC_VERSION);
  app.formatter(std::make_shared<HelpFormat>());
  int code = exit_code::ok;
  for (const AddCommand add : kCommands) add(app, code);
  app.footer(kFooter);  // behind the commands, which would inherit it

  if (argc < 2) {
    fmt::print(stderr, "{}", app.help());
    return exit_code::usage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError&) {
    return unexpected(app);
  } catch (const CLI::Success& asked_for_help) {
    app.exit(asked_for_help);
  } catch (const CLI::RequiredError& error) {
    return app.remaining(true).empty() ? usage_error(app, error) : unexpected(app);
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error);
  } catch (const std::system_error&) {
    if (std::ferror(stdout) == 0) throw;  // else the output could not be written: said below
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    fmt::print(stderr, "smtpspec: the output could not be written\n");
    return exit_code::not_written;
  }
  return code;
}

}  // namespace smtpspec::cli
