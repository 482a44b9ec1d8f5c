#include "reports/html.hpp"

#include "reports/html_data.hpp"
#include "reports/text.hpp"
#include "tests/golden.hpp"
#include "tests/reports/sample.hpp"

#include <regex>

namespace smtpspec::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::size_t occurrences(const std::string& text, const std::string& word) {
  std::size_t number = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++number;
  return number;
}

/// The page without what stands in files of its own: style, script, and their hashes.
std::string content(std::string page) {
  for (const auto& [begin, end] :
       {std::pair("<meta http-equiv", "\n"), {"<style>", "</style>"}, {"<script>", "</script>"}}) {
    const std::size_t at = page.find(begin);
    page.erase(at, page.find(end, at) - at);
  }
  return page;
}

TEST(Html, ShowsAnOrdinaryRun) {
  tests::expect_golden("tests/reports/golden/ordinary.html", content(html(tests::ordinary_run())));
}

TEST(Html, ShowsATorturedRun) {
  tests::expect_golden("tests/reports/golden/torture.html", content(html(tests::small_torture_run())));
}

TEST(Html, LetsNothingBecomeMarkup) {
  const std::string ordinary = html(tests::ordinary_run()), page = html(tests::torture_run());
  for (const char* element : {"<script", "</script", "<style", "</style", "<!--", "<meta", "</form"}) {
    EXPECT_EQ(occurrences(page, element), occurrences(ordinary, element)) << element;
  }
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&apos;x&apos;)"));
  EXPECT_TRUE(is_utf8(page));
}

TEST(Html, LoadsNothing) {
  const std::string page = html(tests::ordinary_run());
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_FALSE(std::regex_search(page, std::regex("(src=|url\\(|@import|<link)")));
}

TEST(Html, MarksWhatIsNoLineEnd) {
  const std::string parts =
      filled("{{#p}}[{{kind}} {{text}}]{{/p}}", Data("p", octet_parts("a\\r\\n\\n\\r\\x00\\\\r")));
  EXPECT_EQ(parts, "[ a][eol \\r\\n][odd \\n\\r\\x00][ \\\\r]");
}

TEST(Html, GivesEachCaseAnAnchorOfItsOwn) {
  std::vector<CaseResult> cases(4);
  cases[0].id = cases[1].id = "rset/at-once";
  cases[2].id = "a b\"<\xff";
  EXPECT_EQ(anchors(cases), (std::vector<std::string>{"rset/at-once", "rset/at-once~2", "a_b___", ""}));
}

TEST(Html, ShowsWhatTheServerSaysOfItselfAsOctets) {
  reports::Run run = tests::ordinary_run();
  run.target.ehlo = {"X-\xd0\xb0"};
  run.target.product = "Mail \xd0\xb0";
  EXPECT_THAT(html(run), AllOf(HasSubstr("<span>X-\\xd0\\xb0</span>"), HasSubstr("Mail ")));
  EXPECT_THAT(html(run), Not(HasSubstr("\xd0\xb0")));
}

TEST(Html, NamesTheRequirementsOfEachRowForTheFilter) {
  EXPECT_THAT(html(tests::ordinary_run()), HasSubstr(" data-rules=\"RFC5321-4.1.1.5-a\""));
}

TEST(Html, SaysEachVerdictInWords) {
  EXPECT_THAT(html(tests::ordinary_run()),
              HasSubstr("<span class=\"unseen\">fail: </span>rset-forgets-sender</a>"));
}

TEST(Html, WritesNoSecret) { EXPECT_THAT(html(tests::ordinary_run()), Not(HasSubstr("AGEAYg"))); }

}  // namespace
}  // namespace smtpspec::reports
