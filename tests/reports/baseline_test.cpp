#include "reports/baseline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::reports {
namespace {

using ::testing::HasSubstr;

CaseResult a_case(std::string id, Verdict verdict, std::string message = {}) {
  CaseResult c;
  c.scenario = id.substr(0, id.find('/'));
  c.id = std::move(id);
  c.verdict = verdict;
  c.message = std::move(message);
  return c;
}

reports::Run a_run(std::vector<CaseResult> cases) {
  reports::Run run;
  run.target.banner = "220 mx.example ESMTP Postfix\r\n";
  run.cases = std::move(cases);
  return run;
}

reports::Run applied(const std::string& text, reports::Run run) {
  const auto baseline = parse_baseline(text, "ci.expect");
  EXPECT_TRUE(baseline) << render(baseline.error());
  const auto done = apply(*baseline, run);
  EXPECT_TRUE(done) << render(done.error());
  return run;
}

std::string mistake_in(const std::string& text) {
  const auto baseline = parse_baseline(text, "ci.expect");
  return baseline ? "none" : render(baseline.error());
}

std::string updated(const std::string& text, const reports::Run& run) {
  const auto out = update_baseline(text, "ci.expect", run);
  return out ? *out : render(out.error());
}

TEST(Baseline, ReadsEntries) {
  const auto baseline = parse_baseline(
      "# ours\n\nrset-forgets-sender  fail  \"answered 250\"  # tracker 12\r\n[target \"Postfix\"] # that "
      "one\n"
      "size-*\twarn,pass\n[target any]\nexpn skip",
      "ci.expect");
  ASSERT_TRUE(baseline) << render(baseline.error());
  ASSERT_EQ(baseline->entries.size(), 3U);
  const BaselineEntry& first = baseline->entries[0];
  EXPECT_EQ(first.pattern, "rset-forgets-sender");
  EXPECT_EQ(first.verdicts, std::vector{Verdict::fail});
  EXPECT_EQ(first.message_prefix, "answered 250");
  EXPECT_EQ(first.reason, "tracker 12");
  EXPECT_EQ(first.line, 3U);
  EXPECT_EQ(baseline->entries[1].verdicts, (std::vector{Verdict::warn, Verdict::pass}));
  EXPECT_EQ(baseline->entries[1].target, "Postfix");
  EXPECT_EQ(baseline->entries[2].target, "");
}

TEST(Baseline, SaysWhatIsWrongInItsFile) {
  EXPECT_EQ(mistake_in("a fail\nrset flail"),
            "ci.expect:2:6: expected a verdict (pass, note, warn, skip, risk or fail), found 'flail'\n"
            " 2 | rset flail\n"
            "   |      ^\n");
  EXPECT_THAT(mistake_in("rset"), HasSubstr("ci.expect:1:5: expected a verdict"));
  EXPECT_THAT(mistake_in("rset"), HasSubstr("found the end of the line"));
  EXPECT_THAT(mistake_in("rset fail,"), HasSubstr("ci.expect:1:11: expected a verdict"));
  EXPECT_THAT(mistake_in("rset blocked"), HasSubstr("help: blocked and error prove nothing"));
  EXPECT_THAT(mistake_in("rset fail \"250"), HasSubstr("ci.expect:1:11: this string is not closed"));
  EXPECT_THAT(mistake_in("rset fail because"),
              HasSubstr("1:11: expected a # and a reason, or the end of the line, found 'because'"));
  EXPECT_THAT(mistake_in("[server any]"),
              HasSubstr("1:2: expected [target \"...\"] or [target any], found 'server'"));
  EXPECT_THAT(mistake_in("[target Postfix]"),
              HasSubstr("expected the quoted name of a target, or any, found 'Postfix]'"));
  EXPECT_THAT(mistake_in("[target any"), HasSubstr("expected ], found the end of the line"));
}

TEST(Baseline, KnowsWhatItLists) {
  const auto run = applied("rset fail # tracker 12",
                           a_run({a_case("rset", Verdict::fail), a_case("noop", Verdict::pass)}));
  EXPECT_TRUE(is_known(run, run.cases[0]));
  EXPECT_EQ(run.cases[0].baseline_reason, "tracker 12");
  EXPECT_FALSE(run.cases[1].listed);
  EXPECT_TRUE(as_expected(run));
}

TEST(Baseline, ExcusesNoCrash) {
  auto run = a_run({a_case("rset", Verdict::fail)});
  run.cases[0].crash = "killed by SIGSEGV";
  EXPECT_FALSE(as_expected(applied("rset fail # known\n", run)));
}

TEST(Baseline, ReportsAFindingItDoesNotList) {
  const auto run = applied("", a_run({a_case("rset", Verdict::fail)}));
  EXPECT_TRUE(is_news(run, run.cases[0]));
  EXPECT_FALSE(as_expected(run));
}

TEST(Baseline, ReportsAnUnexpectedPass) {
  const auto run = applied("\nrset fail", a_run({a_case("rset", Verdict::pass)}));
  EXPECT_TRUE(is_news(run, run.cases[0]));
  EXPECT_EQ(run.cases[0].baseline_reason, "ci.expect:2 expects fail, it came out pass");
}

TEST(Baseline, ReportsAKnownFailureThatFailsOtherwise) {
  const auto run = applied("rset fail \"answered 250\"", a_run({a_case("rset", Verdict::fail, "no answer")}));
  EXPECT_TRUE(is_news(run, run.cases[0]));
  EXPECT_EQ(run.cases[0].baseline_reason,
            "ci.expect:1 expects a message that begins with \"answered 250\", not \"no answer\"");
}

TEST(Baseline, CoversVariantsByTheirScenario) {
  const auto run =
      applied("dot fail", a_run({a_case("dot/at-once", Verdict::fail), a_case("dot/later", Verdict::fail)}));
  EXPECT_TRUE(as_expected(run));
}

TEST(Baseline, AppliesToTheTargetItNames) {
  EXPECT_TRUE(
      as_expected(applied("[target \"Postfix\"]\nrset fail", a_run({a_case("rset", Verdict::fail)}))));
  EXPECT_FALSE(as_expected(applied("[target \"Exim\"]\nrset fail", a_run({a_case("rset", Verdict::fail)}))));
}

TEST(Baseline, ComparesNothingThatProvesNothing) {
  const auto run = applied("rset fail", a_run({a_case("rset", Verdict::blocked)}));
  EXPECT_TRUE(as_expected(run));
  EXPECT_TRUE(run.stale.empty());
}

TEST(Baseline, NamesStaleEntriesOfAWholeRunOnly) {
  auto run = a_run({a_case("rset", Verdict::pass)});
  EXPECT_EQ(applied("[target \"Exim\"]\nhelo fail\n[target any]\ngone fail", run).stale.at(0).pattern,
            "gone");
  EXPECT_FALSE(as_expected(applied("gone fail", run)));
  run.partial = true;
  EXPECT_TRUE(applied("gone fail", run).stale.empty());
  run.partial = false;
  run.complete = false;
  EXPECT_TRUE(applied("gone fail", run).stale.empty());
}

TEST(Baseline, RefusesABroadGlob) {
  std::vector<CaseResult> cases;
  for (int i = 0; i < 21; ++i) cases.push_back(a_case("size-" + std::to_string(i), Verdict::fail));
  auto run = a_run(cases);
  const auto refused = apply(*parse_baseline("size-* fail # all", "ci.expect"), run);
  ASSERT_FALSE(refused);
  EXPECT_EQ(render(refused.error()),
            "ci.expect:1:1: 'size-*' matches 21 cases\n"
            "  help: narrow it, or write #broad behind it to allow more than 20\n");
  EXPECT_TRUE(apply(*parse_baseline("size-* fail # all #broad", "ci.expect"), run));
}

TEST(BaselineUpdate, KeepsCommentsAndOrder) {
  const std::string text =
      "# first\nstays  fail   # tracker 1\n\n# second\nwent fail\nchanged fail \"no answer\" # tracker "
      "2\ngone fail\n# last";
  const auto run = a_run({a_case("new", Verdict::fail, "answered 250: too early"),
                          a_case("changed", Verdict::risk, "resumed"), a_case("went", Verdict::pass),
                          a_case("stays", Verdict::fail)});
  EXPECT_EQ(updated(text, run),
            "# first\nstays  fail   # tracker 1\n\n# second\n"
            "changed                                  risk   \"resumed\"   # tracker 2\n# last\n"
            "new                                      fail   \"answered 250\"\n");
}

TEST(BaselineUpdate, SettlesTheRunItWasMadeFrom) {
  auto run = a_run(
      {a_case("a", Verdict::fail, "answered \"x\""), a_case("b", Verdict::risk), a_case("c", Verdict::pass)});
  const std::string once = updated("[target \"Exim\"]\na warn\n", run);
  EXPECT_THAT(once, HasSubstr("a warn\n[target any]\na"));
  EXPECT_TRUE(as_expected(applied(once, run)));
  EXPECT_EQ(updated(once, run), once);
}

TEST(BaselineUpdate, NeverListsCrashesAndWhatProvesNothing) {
  auto run = a_run(
      {a_case("crash", Verdict::fail), a_case("blocked", Verdict::blocked), a_case("error", Verdict::error)});
  run.cases[0].crash = "killed by SIGSEGV";
  EXPECT_EQ(updated("# none\n", run), "# none\n");
}

TEST(BaselineUpdate, RefusesARunThatIsNotWhole) {
  auto run = a_run({});
  run.partial = true;
  EXPECT_THAT(updated("", run), HasSubstr("a run of a part of the corpus cannot update a baseline"));
  run.partial = false;
  run.complete = false;
  EXPECT_THAT(updated("", run), HasSubstr("a run that was cut short cannot update a baseline"));
  EXPECT_THAT(updated("rset flail", a_run({})), HasSubstr("expected a verdict"));
}

}  // namespace
}  // namespace smtpspec::reports
