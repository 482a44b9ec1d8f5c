#include "reports/console.hpp"

#include "reports/html.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/text.hpp"
#include "tests/golden.hpp"
#include "tests/reports/sample.hpp"

#include <algorithm>
#include <sstream>

namespace smtpspec::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Console, ShowsAnOrdinaryRun) {
  tests::expect_golden("tests/reports/golden/ordinary.console", console(tests::ordinary_run(), {}));
}

TEST(Console, ShowsATorturedRun) {
  tests::expect_golden("tests/reports/golden/torture.console", console(tests::small_torture_run(), {}));
}

TEST(Console, ShowsEverythingWhereVerbose) {
  tests::expect_golden("tests/reports/golden/ordinary-verbose.console",
                       console(tests::ordinary_run(), {.colour = true, .verbose = true}));
}

TEST(Console, SendsNoControlOfTheTargetToTheTerminal) {
  for (const ConsoleStyle style :
       {ConsoleStyle{}, ConsoleStyle{.utf8 = false, .verbose = true, .width = 1}}) {
    const std::string text = console(tests::torture_run(), style);
    EXPECT_TRUE(is_utf8(text));
    EXPECT_TRUE(std::none_of(text.begin(), text.end(),
                             [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == 127; }));
  }
}

TEST(Console, ShowsOctetsOfTheTargetAsTheyAre) {
  reports::Run run = tests::ordinary_run();
  run.target.banner = "220   two  blanks";
  run.target.ehlo = {"X-\xd0\xb0", "SIZE   1"};
  run.cases[0].findings[0].observed = "250   two  blanks" + std::string(200, ' ') + "end";
  run.cases[0].transcript = {
      {.kind = Exchange::Kind::sent, .octets = "x"},
      {.kind = Exchange::Kind::received, .octets = "250 x", .answers = "MAIL   FROM:<>"}};
  const std::string text = console(run, {});
  EXPECT_THAT(text, HasSubstr("220   two  blanks"));
  EXPECT_THAT(text, HasSubstr("X-\\xd0\\xb0, SIZE   1"));
  EXPECT_THAT(text, HasSubstr("observed  250   two  blanks" + std::string(71, ' ') + "\n"));
  EXPECT_THAT(text, HasSubstr("answers MAIL   FROM:<>"));
  EXPECT_THAT(junit(run), HasSubstr("250   two  blanks" + std::string(200, ' ') + "end\n"));
  EXPECT_THAT(markdown(run), HasSubstr("observed  250   two  blanks"));
}

TEST(Console, SaysWhatWasNotKeptOfAnExchange) {
  reports::Run run = tests::ordinary_run();
  run.cases[0].transcript.back().octets = std::string(3000, 'x');
  run.cases[0].transcript.back().dropped = 5000;
  EXPECT_THAT(console(run, {}),
              AllOf(HasSubstr("... 2400 more octets\n"), HasSubstr("... 5000 more octets were not kept\n")));
  EXPECT_THAT(html(run), AllOf(HasSubstr("1000 more octets are in the JSON report"),
                               HasSubstr("5000 more octets were not kept")));
  run.cases[0].transcript.back().octets = std::string(200'000, 'x');
  EXPECT_THAT(junit(run), HasSubstr("the dialogue is in the JSON report, as far as it was kept"));
  run.cases[0].transcript.back().dropped = 0;
  EXPECT_THAT(junit(run), HasSubstr("whole dialogue"));
}

TEST(Console, GivesGitHubNoCommandOfTheTarget) {
  reports::Run run = tests::ordinary_run();
  run.target.banner = std::string(79, '2') + " ::stop-commands::x ##[error]y";
  run.cases[0].transcript.push_back(
      {.kind = Exchange::Kind::received, .octets = "250-x\n::error::z\n \t::error::z\n"});
  const std::string text = console(run, {});
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_FALSE(line.substr(std::min(line.find_first_not_of(' '), line.size())).starts_with("::")) << line;
  }
  EXPECT_THAT(text, Not(HasSubstr("##[")));
  EXPECT_THAT(text, AllOf(HasSubstr("\\x3a:error::z"), HasSubstr("#\\x23[error]y")));
}

TEST(Console, ColoursOnlyWhereAsked) {
  EXPECT_EQ(console(tests::ordinary_run(), {.colour = false}).find('\x1b'), std::string::npos);
  EXPECT_NE(console(tests::ordinary_run(), {.colour = true}).find('\x1b'), std::string::npos);
}

TEST(Console, ProgressNeverLeavesItsLine) {
  const std::string id(300, 'x');
  for (const std::size_t width : {30U, 60U, 100U}) {
    const std::string line = console_progress(
        {.done = 17, .total = 150, .findings = 1, .blocked = 2, .current = id}, {.width = width});
    EXPECT_LE(columns(line), std::max<std::size_t>(width, 50));
    EXPECT_EQ(line.find('\n'), std::string::npos);
  }
  EXPECT_EQ(console_progress({}, {.utf8 = false}), "-------------------- 0/0");
}

TEST(Console, SaysSoWhenNothingWasFound) {
  reports::Run run = tests::ordinary_run();
  std::erase_if(run.cases, [](const CaseResult& c) { return c.verdict != Verdict::pass; });
  EXPECT_NE(console(run, {}).find("Nothing found against the target."), std::string::npos);
  run.cases.front().verdict = Verdict::blocked;
  EXPECT_NE(console(run, {}).find("Nothing found, but 1 question could not be put."), std::string::npos);
}

}  // namespace
}  // namespace smtpspec::reports
