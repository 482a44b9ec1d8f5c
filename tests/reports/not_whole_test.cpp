#include "reports/conclusion.hpp"
#include "reports/console.hpp"
#include "reports/diff.hpp"
#include "reports/github.hpp"
#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/matrix.hpp"
#include "reports/tap.hpp"
#include "tests/reports/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// What a run is not must stand in every report of it: nobody could be asked, it was cut short, it is a part.
namespace smtpspec::reports {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Format {
  const char* name;
  std::string (*text)(const reports::Run&);
};

void PrintTo(const Format& format, std::ostream* out) { *out << format.name; }

const Format kFormats[] = {
    {"junit", junit},
    {"html", html},
    {"console", [](const reports::Run& run) { return console(run, {}); }},
    {"markdown", markdown},
    {"tap", tap},
    {"github", github},
};

class NotWhole : public ::testing::TestWithParam<Format> {
 protected:
  static std::string text(const reports::Run& run) { return GetParam().text(run); }
};

INSTANTIATE_TEST_SUITE_P(Reports, NotWhole, ::testing::ValuesIn(kFormats),
                         [](const auto& format) { return std::string(format.param.name); });

reports::Run unreachable() {
  reports::Run run;
  run.lost = "127.0.0.1:9 cannot be asked anything: Connection refused";
  run.complete = false;
  return run;
}

TEST_P(NotWhole, SaysWhyNobodyCouldBeAsked) {
  EXPECT_THAT(text(unreachable()), AllOf(HasSubstr("cannot be asked anything: Connection refused"),
                                         Not(HasSubstr("Nothing counts against this target"))));
}

TEST_P(NotWhole, SaysThatTheTargetWasLostBesideAnError) {
  reports::Run run = tests::ordinary_run();
  run.lost = "mx.example was lost";
  run.complete = false;
  EXPECT_THAT(text(run), HasSubstr("mx.example was lost"));
}

TEST_P(NotWhole, SaysThatItIsAPartOfTheCorpus) {
  reports::Run run = tests::ordinary_run();
  run.partial = true;
  EXPECT_THAT(text(run), HasSubstr("a part of the corpus"));
  run.shards = {.of = 4, .here = {1, 2}};
  EXPECT_THAT(text(run), HasSubstr("shards 3, 4 of 4 are missing"));
}

TEST_P(NotWhole, SaysThatItWasCutShortBesideAFinding) {
  reports::Run run = tests::ordinary_run();
  run.cases.resize(1);
  run.complete = false;
  run.not_run = {"one-case", "another-case"};
  EXPECT_THAT(text(run), AnyOf(HasSubstr("The run was cut short: 2 cases were not played"),
                               HasSubstr("the run ended before it was played")));
}

TEST(NotWhole, IsNotAsExpected) {
  EXPECT_FALSE(as_expected(unreachable()));
  EXPECT_THAT(to_json(unreachable()), HasSubstr("\"as_expected\": false"));
  EXPECT_FALSE(as_expected(reports::Run{}));
  reports::Run run;
  run.cases = {{.id = "rset", .verdict = Verdict::error}};
  EXPECT_FALSE(as_expected(run));
  run.cases = {{.id = "rset", .verdict = Verdict::skip}};
  EXPECT_FALSE(as_expected(run));
  run.cases = {{.id = "rset", .verdict = Verdict::pass}};
  EXPECT_TRUE(as_expected(run));
}

TEST(NotWhole, IsAnErrorInJUnitTapAndGitHub) {
  EXPECT_THAT(junit(unreachable()), AllOf(HasSubstr("errors=\"1\""), HasSubstr("name=\"target-lost\"")));
  EXPECT_THAT(tap(unreachable()), AllOf(HasSubstr("1..1\n"), HasSubstr("not ok 1 - target-lost\n")));
  EXPECT_THAT(github(unreachable()), HasSubstr("::error title=target lost::127.0.0.1:9 cannot be asked"));
}

TEST(NotWhole, IsSaidOfTargetsSideBySideAndOfChanges) {
  reports::Run part = tests::ordinary_run();
  part.partial = true;
  EXPECT_THAT(matrix_html({part}), HasSubstr("a part of the corpus"));
  EXPECT_THAT(matrix_markdown({part}), HasSubstr("a part of the corpus"));
  EXPECT_THAT(diff(part, tests::ordinary_run()), HasSubstr("a part of the corpus"));
}

std::string concluded(Verdict verdict, const std::string& baseline = {}, bool complete = true) {
  reports::Run run;
  run.cases = {{.id = "rset", .verdict = Verdict::skip}, {.id = "noop", .verdict = verdict}};
  run.cases[1].listed = verdict == Verdict::fail;
  run.baseline = baseline;
  run.complete = complete;
  return conclusion(run).text;
}

TEST(Conclusion, SaysThatTheBaselineHoldsWhereThereIsOne) {
  EXPECT_EQ(concluded(Verdict::fail, "ci.expect"), "As the baseline says");
  EXPECT_EQ(concluded(Verdict::fail, "ci.expect", false),
            "As the baseline says so far: the run was cut short");
  EXPECT_EQ(concluded(Verdict::blocked, "ci.expect"),
            "As the baseline says, but 1 question could not be put");
  EXPECT_EQ(concluded(Verdict::blocked), "Nothing found, but 1 question could not be put");
  EXPECT_EQ(concluded(Verdict::pass, "", false), "Nothing found so far: the run was cut short");
}

TEST(Conclusion, OfARunThatSkippedAllIsThatNothingWasAsked) {
  EXPECT_EQ(concluded(Verdict::skip), "No question was put");
  EXPECT_EQ(concluded(Verdict::skip, "ci.expect"), "No question was put");
  reports::Run run;
  run.cases = {{.id = "rset", .verdict = Verdict::skip}};
  EXPECT_EQ(conclusion(run).tone, Tone::caution);
}

}  // namespace
}  // namespace smtpspec::reports
