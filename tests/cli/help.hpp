#pragma once

#include "tests/cli/smtpspec.hpp"

#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace smtpspec::tests {

/// A command by its words ({"report", "junit"}; none for smtpspec alone), and what its --help names.
struct Help {
  std::vector<std::string> command;
  std::set<std::string> commands;
  std::set<std::string> options;  ///< the long ones

  std::string words() const {
    std::string out;
    for (const std::string& word : command) out += (out.empty() ? "" : " ") + word;
    return out;
  }
};

inline std::set<std::string> all_matches(const std::string& text, const std::regex& pattern) {
  std::set<std::string> out;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
    out.insert((*match)[1]);
  return out;
}

/// The help of this command, and of all below it.
inline std::vector<Help> all_help(const std::vector<std::string>& command = {}) {
  std::vector<std::string> question = command;
  question.push_back("--help");
  const std::string text = smtpspec(question).out;
  const std::size_t list = text.find("\nSubcommands:\n");

  Help help{.command = command, .commands = {}, .options = {}};
  help.options = all_matches(text.substr(0, list), std::regex("(?:\n  |,)(--[^ ,]+)"));
  if (list != std::string::npos) help.commands = all_matches(text.substr(list), std::regex("\n  ([^ ]+) "));

  std::vector<Help> out{help};
  for (const std::string& name : help.commands) {
    std::vector<std::string> below = command;
    below.push_back(name);
    for (Help& each : all_help(below)) out.push_back(std::move(each));
  }
  return out;
}

}  // namespace smtpspec::tests
