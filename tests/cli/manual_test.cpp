#include "tests/cli/help.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <regex>

namespace smtpspec::tests {
namespace {

using testing::HasSubstr;

// The page that was made when the program was built; roff writes a hyphen as \-.
std::string manual() {
  std::ifstream in(in_build("smtpspec.1"));
  const std::string text(std::istreambuf_iterator<char>(in), {});
  return std::regex_replace(text, std::regex("\\\\-"), "-");
}

TEST(Manual, TellsEveryCommandAndOption) {
  const std::string text = manual();
  for (const Help& help : all_help()) {
    if (help.command.empty()) continue;
    const std::size_t start = text.find("\n.SS " + help.words() + "\n");
    ASSERT_NE(start, std::string::npos) << help.words();
    const std::string section = text.substr(start + 1, text.find("\n.S", start + 1) - start);
    for (const std::string& option : help.options) {
      EXPECT_THAT(section, HasSubstr("\\fB" + option + "\\fR")) << help.words();
    }
  }
}

TEST(Manual, IsGoodRoff) {
  if (run_shell("command -v man").code != 0) GTEST_SKIP() << "needs man";
  const Ran ran = run_shell("man --warnings -E UTF-8 -l " + quoted(in_build("smtpspec.1")));
  EXPECT_EQ(ran.err, "");
  EXPECT_THAT(ran.out, HasSubstr("EXIT STATUS"));
}

}  // namespace
}  // namespace smtpspec::tests
