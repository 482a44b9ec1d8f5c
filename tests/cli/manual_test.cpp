#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <set>

#include "tests/cli/smtpspec.hpp"

namespace smtpspec::tests {
namespace {

using testing::HasSubstr;

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
  return all_matches(smtpspec({command, "--help"}).out, std::regex("(?:\n  |,)(--[a-z][a-z-]*)"));
}

// The page that was made when the program was built; roff writes a hyphen as \-.
std::string manual() {
  std::ifstream in(in_build("smtpspec.1"));
  const std::string text(std::istreambuf_iterator<char>(in), {});
  return std::regex_replace(text, std::regex("\\\\-"), "-");
}

TEST(Manual, TellsEveryCommandAndOption) {
  const std::string text = manual();
  ASSERT_FALSE(commands().empty());
  for (const std::string& command : commands()) {
    const std::size_t start = text.find("\n.SS " + command + "\n");
    ASSERT_NE(start, std::string::npos) << command;
    const std::string section = text.substr(start + 1, text.find("\n.S", start + 1) - start);
    for (const std::string& option : options(command)) {
      EXPECT_THAT(section, HasSubstr("\\fB" + option + "\\fR")) << command;
    }
  }
}

TEST(Manual, IsGoodRoff) {
  if (run_shell("command -v man").code != 0) GTEST_SKIP() << "needs man";
  const Ran ran = run_shell("man --warnings -E UTF-8 -l " + quoted(in_build("smtpspec.1")));
  EXPECT_EQ(ran.err, "");
  EXPECT_THAT(ran.out, HasSubstr("EXIT STATUS"));
}

std::string completed(const std::string& words, int at) {
  return run_shell("bash -c " +
                   quoted("source " + quoted(in_source("packaging/completion/smtpspec.bash")) +
                          "; COMP_WORDS=(" + quoted(smtpspec_program()) + " " + words +
                          "); COMP_CWORD=" + std::to_string(at) + "; _smtpspec; echo \"${COMPREPLY[*]}\""))
      .out;
}

TEST(Completion, InBashKnowsCommandsOptionsAndScenarios) {
  EXPECT_EQ(completed("covera", 1), "coverage\n");
  EXPECT_EQ(completed("list --requ", 2), "--requirements\n");
  EXPECT_EQ(completed("list rset-forgets-se", 2), "rset-forgets-sender\n");
  EXPECT_EQ(completed("explain RFC5321-4.1.1.5-a", 2), "RFC5321-4.1.1.5-a\n");
}

}  // namespace
}  // namespace smtpspec::tests
