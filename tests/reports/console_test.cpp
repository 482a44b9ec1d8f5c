#include "reports/console.hpp"

#include "reports/text.hpp"
#include "tests/golden.hpp"
#include "tests/reports/sample.hpp"

#include <algorithm>

namespace smtpspec::reports {
namespace {

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
