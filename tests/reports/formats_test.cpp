#include "reports/diff.hpp"
#include "reports/github.hpp"
#include "reports/markdown.hpp"
#include "reports/markdown_text.hpp"
#include "reports/matrix.hpp"
#include "reports/tap.hpp"
#include "reports/text.hpp"
#include "tests/golden.hpp"
#include "tests/reports/sample.hpp"

#include <algorithm>
#include <functional>
#include <sstream>

namespace smtpspec::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// The ordinary run as another server would have answered it.
reports::Run another_run() {
  reports::Run run = tests::ordinary_run();
  run.target.address = "127.0.0.1:2626";
  run.target.product = "Sampled 2";
  run.cases[0].verdict = Verdict::pass;
  run.cases[1].verdict = Verdict::fail;
  run.cases[1].message = "no answer";
  run.cases.erase(run.cases.begin() + 3);
  return run;
}

struct Format {
  const char* file;
  std::function<std::string(const reports::Run&)> text;
};

void PrintTo(const Format& format, std::ostream* out) { *out << format.file; }

const Format kFormats[] = {
    {"markdown.md", markdown},
    {"tap", tap},
    {"github", github},
    {"diff", [](const reports::Run& run) { return diff(run, another_run()); }},
    {"matrix.md",
     [](const reports::Run& run) {
       return matrix_markdown({run, another_run()});
     }},
};

class TextFormat : public ::testing::TestWithParam<Format> {};

TEST_P(TextFormat, ShowsAnOrdinaryRun) {
  tests::expect_golden(std::string("tests/reports/golden/ordinary.").append(GetParam().file),
                       GetParam().text(tests::ordinary_run()));
}

TEST_P(TextFormat, ShowsATorturedRun) {
  tests::expect_golden(std::string("tests/reports/golden/torture.").append(GetParam().file),
                       GetParam().text(tests::small_torture_run()));
}

TEST_P(TextFormat, HoldsNoControlWhateverTheRunHolds) {
  const std::string text = GetParam().text(tests::torture_run());
  EXPECT_TRUE(is_utf8(text));
  EXPECT_TRUE(std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' ' && c != '\n'; }));
}

std::string name_of(const ::testing::TestParamInfo<Format>& format) {
  std::string name = format.param.file;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Reports, TextFormat, ::testing::ValuesIn(kFormats), name_of);

TEST_P(TextFormat, GivesGitHubNoOtherCommand) {
  reports::Run run = tests::ordinary_run();
  run.target.banner = "220 ##[error]x";
  run.cases[0].message = run.cases[5].message = "::error::x ##[error]x";
  run.cases[0].findings[0].observed = "##[error]x";
  std::istringstream lines(GetParam().text(run));
  for (std::string line; std::getline(lines, line);) {
    const std::string text = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    if (GetParam().file != std::string("github")) {
      EXPECT_FALSE(text.starts_with("::")) << line;
    }
    EXPECT_TRUE(text.starts_with("::") || text.find("##[") == std::string::npos) << line;
  }
}

TEST(GitHub, KeepsACommandOfTheTargetInsideItsOwn) {
  reports::Run run = tests::ordinary_run();
  run.cases[0].message = "250 x\n::set-output name=a::b, c: 100%";
  EXPECT_THAT(github(run), HasSubstr("::250 x ::set-output name=a::b, c: 100%25%0A"));
}

TEST(Tap, NumbersEveryLine) {
  const std::string text = tap(tests::ordinary_run());
  EXPECT_THAT(text, HasSubstr("1..10\n"));
  EXPECT_THAT(text, HasSubstr("not ok 1 - rset-forgets-sender\n"));
  EXPECT_THAT(text, HasSubstr("ok 6 - size-over-the-limit # SKIP SIZE is announced without a limit\n"));
}

TEST(Tap, LetsNoTextBecomeADirective) {
  reports::Run run;
  run.cases = {{.id = "a # SKIP \\", .verdict = Verdict::pass}};
  EXPECT_THAT(tap(run), HasSubstr("ok 1 - a \\# SKIP \\\\\n"));
}

TEST(XPass, SaysWhyItIsNoNewsToPass) {
  reports::Run run = tests::ordinary_run();
  run.cases = {run.cases[1]};
  run.cases[0].listed = true;
  run.cases[0].expected = false;
  run.cases[0].baseline_reason = "ci.expect:14 expects fail, it came out pass";
  EXPECT_THAT(github(run), HasSubstr("::ci.expect:14 expects fail, it came out pass%0A"));
  EXPECT_THAT(tap(run), HasSubstr("message: \"ci.expect:14 expects fail, it came out pass\""));
  EXPECT_THAT(markdown(run), HasSubstr("\nci.expect:14 expects fail, it came out pass\n"));
}

TEST(Markdown, FitsAJobPage) {
  reports::Run run = tests::ordinary_run();
  const CaseResult finding = run.cases[0];
  run.cases.assign(4000, finding);
  for (std::size_t i = 0; i < 20; ++i) {
    for (int n = 0; n < 60; ++n)
      run.cases[i].transcript.push_back({.kind = Exchange::Kind::received, .octets = std::string(1000, 'x')});
  }
  const std::string text = markdown(run);
  EXPECT_LT(text.size(), 1'000'000U);
  EXPECT_THAT(text, AllOf(HasSubstr("more findings are in the other reports"),
                          HasSubstr("The evidence is in the other reports")));
}

TEST(MarkdownText, BecomesNoLink) {
  EXPECT_EQ(markdown_text::prose("https://x.example www.x.example a:b"),
            "https\\://x.example www\\.x.example a:b");
}

TEST(MarkdownText, EscapesABarWithinATableOnly) {
  EXPECT_EQ(markdown_text::code("a|b"), "`a|b`");
  EXPECT_EQ(markdown_text::cell_code("a`b|c"), "``a`b\\|c``");
}

TEST(MarkdownText, IsWhatItSays) {
  EXPECT_EQ(markdown_text::prose("@all <b> `x` [a](b) | *"),
            "&#64;all &#60;b\\> \\`x\\` \\[a\\]\\(b\\) &#124; \\*");
  EXPECT_EQ(markdown_text::code("`a"), "`` `a ``");
  EXPECT_EQ(markdown_text::block("```\nx"), "````text\n```\nx\n````\n");
}

TEST(Diff, FindsNothingBetweenARunAndItself) {
  EXPECT_TRUE(changes(tests::ordinary_run(), tests::ordinary_run()).empty());
  EXPECT_THAT(diff(tests::ordinary_run(), tests::ordinary_run()), HasSubstr("No case came out differently."));
}

TEST(Diff, TellsNewFindingsFromOtherChanges) {
  const auto found = changes(tests::ordinary_run(), another_run());
  ASSERT_EQ(found.size(), 3U);
  EXPECT_FALSE(found[0].new_finding);
  EXPECT_TRUE(found[1].new_finding);
  EXPECT_EQ(found[2].after, std::nullopt);
}

TEST(Diff, FindsACrashBehindAFailThatWasThere) {
  reports::Run before = tests::ordinary_run(), after = before;
  after.cases[0].crash = "killed by SIGSEGV";
  const auto found = changes(before, after);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].new_finding);
  EXPECT_THAT(diff(before, after), HasSubstr("killed by SIGSEGV"));
  ASSERT_EQ(changes(after, before).size(), 1U);
  EXPECT_FALSE(changes(after, before)[0].new_finding);
}

TEST(Matrix, TellsTwoTargetsOfOneProductApart) {
  reports::Run first = tests::ordinary_run(), second = first, other = another_run();
  second.target.address = "127.0.0.1:2727";
  const std::string text = matrix_markdown({first, second, other});
  EXPECT_THAT(
      text,
      HasSubstr("| Exampled 1.0 \\(127.0.0.1:2525\\) | Exampled 1.0 \\(127.0.0.1:2727\\) | Sampled 2 |"));
  EXPECT_THAT(matrix_html({first, second, other}),
              HasSubstr("<th scope=\"col\">Exampled 1.0 (127.0.0.1:2727)</th>"));
}

TEST(Matrix, ShowsDifferencesFirst) {
  const std::string page = matrix_html({tests::ordinary_run(), another_run()});
  EXPECT_THAT(page, HasSubstr("They differ on 3 cases and agree on 7."));
  EXPECT_LT(page.find("rset-forgets-sender"), page.find("Where they agree"));
  EXPECT_GT(page.find("starttls-injection"), page.find("Where they agree"));
}

TEST(Matrix, LetsNothingBecomeMarkup) {
  const std::string page = matrix_html({tests::torture_run(), tests::torture_run()});
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<!--")));
  EXPECT_TRUE(is_utf8(page));
}

}  // namespace
}  // namespace smtpspec::reports
