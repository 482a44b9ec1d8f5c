#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <set>

#include "tests/cli/smtpspec.hpp"

namespace smtpspec::tests {
namespace {

std::set<std::string> all_matches(const std::string& text, const std::regex& pattern) {
  std::set<std::string> out;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
    out.insert((*match)[1]);
  return out;
}

std::set<std::string> commands() {
  const std::string help = smtpspec({"--help"}).out;
  return all_matches(help.substr(help.find("Subcommands:")), std::regex("\n  ([a-z]+) "));
}

std::set<std::string> options(const std::string& command) {
  return all_matches(smtpspec({command, "--help"}).out, std::regex("[ ,](--[a-z][a-z-]*)"));
}

std::string file(const std::string& path) {
  std::ifstream in(SMTPSPEC_SOURCE_DIR "/" + path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// roff writes a hyphen as \-.
std::string manual() { return std::regex_replace(file("docs/smtpspec.1"), std::regex("\\\\-"), "-"); }

TEST(Manual, TellsEveryCommandAndOption) {
  const std::string text = manual();
  for (const std::string& command : commands()) {
    EXPECT_THAT(text, testing::HasSubstr("\n.SS " + command + "\n")) << command;
    for (const std::string& option : options(command)) {
      EXPECT_TRUE(std::regex_search(text, std::regex("\\\\fB" + option + "\\\\fR")))
          << command << " " << option;
    }
  }
}

TEST(Manual, TellsNoOptionThatIsNotThere) {
  std::set<std::string> known = {"--version"};
  for (const std::string& command : commands()) known.merge(options(command));
  for (const std::string& option : all_matches(manual(), std::regex("(--[a-z][a-z-]*)"))) {
    EXPECT_TRUE(known.contains(option)) << option;
  }
}

TEST(Completion, KnowsEveryCommandInEveryShell) {
  for (const char* shell : {"smtpspec.bash", "smtpspec.fish", "_smtpspec"}) {
    const std::string text = file(std::string("packaging/completion/") + shell);
    for (const std::string& command : commands()) {
      EXPECT_TRUE(std::regex_search(text, std::regex("\\b" + command + "\\b"))) << shell << " " << command;
    }
  }
}

}  // namespace
}  // namespace smtpspec::tests
