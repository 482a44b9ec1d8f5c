#include "tests/cli/smtpspec.hpp"

#include <gmock/gmock.h>

namespace smtpspec::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(CommandLine, TellsItsVersion) {
  const Ran ran = smtpspec({"--version"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, testing::MatchesRegex("smtpspec [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(CommandLine, HelpsOnStdoutWhenAskedAndOnStderrWhenNot) {
  const Ran asked = smtpspec({"--help"});
  EXPECT_EQ(asked.code, 0);
  EXPECT_THAT(asked.out, HasSubstr("Subcommands:"));
  EXPECT_THAT(asked.err, IsEmpty());
  const Ran alone = smtpspec({});
  EXPECT_EQ(alone.code, 2);
  EXPECT_THAT(alone.err, HasSubstr("Subcommands:"));
  EXPECT_THAT(alone.out, IsEmpty());
}

struct Usage {
  std::vector<std::string> arguments;
  const char* what;
  const char* help;
};
class WrongUsage : public testing::TestWithParam<Usage> {};

TEST_P(WrongUsage, ExitsWithTwoAndOneClearMessage) {
  const Ran ran = smtpspec(GetParam().arguments);
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, StartsWith(std::string("smtpspec: ") + GetParam().what));
  EXPECT_THAT(ran.err, HasSubstr(GetParam().help));
}

INSTANTIATE_TEST_SUITE_P(
    CommandLine, WrongUsage,
    testing::Values(
        Usage{{"lnit"}, "unknown command 'lnit'", "did you mean 'lint'?"},
        Usage{{"frobnicate"}, "unknown command 'frobnicate'", "smtpspec --help"},
        Usage{{"--verison"}, "unknown option '--verison'", "did you mean '--version'?"},
        Usage{{"list", "--jsno"}, "unknown option '--jsno' of list", "did you mean '--json'?"},
        Usage{{"list", "--level", "mus"}, "--level: 'mus' is not a level", "MUST, SHOULD"},
        Usage{{"list", "--tag"}, "--tag", "smtpspec list --help"},
        Usage{{"explain"}, "name is required", "smtpspec explain --help"},
        Usage{{"explain", "a", "b"}, "explain does not take 'b'", "smtpspec explain --help"},
        Usage{{"explain", "rest-forgets-sender"}, "nothing is called", "did you mean 'rset-forgets-sender'?"},
        Usage{{"new", "--requirement", "RFC5321-4.5.2-"}, "the catalogue has no requirement", "did you mean"},
        Usage{{"explain", "rset-forgets-sender/nosuch"}, "nothing is called", "'rset-forgets-sender'"},
        Usage{{"explain", "turn=nonsense"}, "nothing is called 'turn=nonsense'", "\n"},
        Usage{{"report", "junitt", "a.json"}, "report does not take 'junitt'", "did you mean 'junit'?"},
        Usage{{"report"}, "A subcommand is required", "smtpspec report --help"},
        Usage{{"run", "--rate", "nan"}, "--rate: 'nan' is not a number from", "smtpspec run --help"},
        Usage{{"run", "--seed", "-5"}, "--seed: '-5' is not a whole number", "smtpspec run --help"},
        Usage{{"run", "--sink-port", "70000"},
              "--sink-port: '70000' is not a whole number from 0 to 65535",
              ""},
        Usage{{"run", "--timeout", "0s"}, "--timeout: it is to be from 1ms", ""},
        Usage{{"run", "--timeout", "9000000000000000000ms"}, "--timeout: it is to be from 1ms", ""},
        Usage{{"run", "--lab", "--stranger"}, "the target is ours (lab) or a stranger's", ""},
        Usage{{"run", "--lmtp", "--role", "mta"}, "the role of a server that speaks LMTP is lmtp", ""},
        Usage{{"run", "--json", "same", "--html", "./same"}, "--json same: another report goes there", ""},
        Usage{{"run", "--dry-run", "--json", "x"}, "--dry-run excludes --json", ""},
        Usage{{"serve", "--key", "x"}, "--key requires --certificate", ""},
        Usage{{"serve", "--max-size", "-1"}, "--max-size: '-1' is not a whole number", ""},
        Usage{{"fmt"}, "file is required", "smtpspec fmt --help"}));

TEST(CommandLine, OutputThatCannotBeWrittenIsFive) {
  const Ran ran = run_shell(quoted(smtpspec_program()) + " list >/dev/full");
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, HasSubstr("could not be written"));
}

TEST(CommandLine, EveryCommandHasHelp) {
  const std::string all = smtpspec({"--help"}).out;
  for (const char* command : {"list", "explain", "coverage", "lint", "fmt", "new"}) {
    EXPECT_THAT(all, HasSubstr(std::string("\n  ") + command + " "));
    const Ran ran = smtpspec({command, "--help"});
    EXPECT_EQ(ran.code, 0) << command;
    EXPECT_THAT(ran.out, HasSubstr(std::string("Usage: smtpspec ") + command)) << command;
  }
}

TEST(Help, TellsWhatAnOptionTakesAndWhatHoldsWithoutIt) {
  const std::string serve = smtpspec({"serve", "--help"}).out;
  EXPECT_THAT(serve, HasSubstr("--tls none|starttls|implicit    How TLS is offered (default: starttls)\n"));
  EXPECT_THAT(serve, HasSubstr("(default: alice,bob,postmaster)\n"));
  EXPECT_THAT(serve, HasSubstr("--user NAME:PASSWORD..."));
  EXPECT_THAT(serve, HasSubstr("--idle N "));
}

TEST(Help, TellsWhichOptionsAreRequired) {
  EXPECT_THAT(smtpspec({"baseline", "update", "--help"}).out,
              HasSubstr("--baseline FILE                 The file of known deviations (required)\n"));
  EXPECT_THAT(smtpspec({"new", "--help"}).out, HasSubstr("(required)\n"));
  EXPECT_THAT(smtpspec({"explain", "--help"}).out, Not(HasSubstr("(required)")));
}

}  // namespace
}  // namespace smtpspec::tests
