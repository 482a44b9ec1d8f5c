#include "tests/cli/help.hpp"

#include <gmock/gmock.h>

namespace smtpspec::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;

/// A shell without its settings, and a script that prints what it offers for the last word of a line, one a
/// line.
struct Shell {
  const char* name;
  const char* option;
  const char* offers;
};

void PrintTo(const Shell& shell, std::ostream* out) { *out << shell.name; }

constexpr Shell kShells[] = {
    {"bash", "--norc", R"(source packaging/completion/smtpspec.bash
IFS=' ' read -ra COMP_WORDS <<<"$1"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_smtpspec
printf '%s\n' "${COMPREPLY[@]}")"},
    // zsh shows what _describe is given, so far as it begins with the word.
    {"zsh", "-f", R"(_describe() {
  local -a offered=(${${(P)${@[-1]}}%%:*})
  print -rl -- ${(M)offered:#${words[CURRENT]}*}
}
line() { local -a words=("${(@s: :)1}"); local CURRENT=$#words; source packaging/completion/_smtpspec }
line "$1")"},
    {"fish", "--no-config", R"(source packaging/completion/smtpspec.fish
complete -C $argv[-1] | string replace -r '\t.*' '')"},
};

class Completion : public testing::TestWithParam<Shell> {
 protected:
  void SetUp() override {
    const std::string name = GetParam().name;
    if (run_shell("command -v " + name).code != 0) GTEST_SKIP() << "needs " << name;
  }

  static std::set<std::string> offered(const std::string& line) {
    const Shell& shell = GetParam();
    const Ran ran =
        run_shell("cd " + quoted(in_source("")) + "; PATH=" + quoted(in_build("")) + ":$PATH " + shell.name +
                  " " + shell.option + " -c " + quoted(shell.offers) + " offers " + quoted(line));
    EXPECT_EQ(ran.err, "") << line;
    return all_matches("\n" + ran.out, std::regex("\n([^\n]+)"));
  }
};

TEST_P(Completion, OffersEveryCommandAndOption) {
  const std::vector<Help> all = all_help();
  ASSERT_GT(all.size(), 10u);
  for (const Help& help : all) {
    const std::string line = "smtpspec " + help.words() + (help.command.empty() ? "" : " ");
    ASSERT_THAT(help.options, Contains("--help")) << line;
    EXPECT_EQ(offered(line + "--"), help.options) << line;
    if (!help.commands.empty()) {
      EXPECT_EQ(offered(line), help.commands);
    }
  }
}

TEST_P(Completion, OffersOptionsBehindOtherWords) {
  EXPECT_THAT(offered("smtpspec serve --port 25 --tls-req"), ElementsAre("--tls-required"));
}

TEST_P(Completion, OffersScenariosAndRequirements) {
  EXPECT_THAT(offered("smtpspec list rset-forgets-se"), ElementsAre("rset-forgets-sender"));
  EXPECT_THAT(offered("smtpspec run rset-forgets-se"), ElementsAre("rset-forgets-sender"));
  EXPECT_THAT(offered("smtpspec explain RFC5321-4.1.1.5-a"), ElementsAre("RFC5321-4.1.1.5-a"));
}

INSTANTIATE_TEST_SUITE_P(Shells, Completion, testing::ValuesIn(kShells),
                         [](const auto& shell) { return std::string(shell.param.name); });

}  // namespace
}  // namespace smtpspec::tests
