#include "harness/language/selection.hpp"

#include "tests/language/support.hpp"

#include <gmock/gmock.h>

namespace smtpspec::language {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Suite> suites() {
  std::vector<Suite> out;
  out.push_back(read(R"(suite "RSET"
scenario rset-forgets
  title T
  checks RFC1-must-a
  tags slow
  C: RSET
  S? 250
   | warn 5yz "x" cites RFC1-may-a
scenario lf-dot
  title T
  checks RFC1-not-a
  tags danger security
  variant at-once wait 0ms
  variant after wait 1s
  C| "x" gap ${wait} "y"
  S? 250
)",
                     "scenarios/rfc1/4.1.1.1-rset.smtp"));
  out.push_back(
      read("suite \"QUIT\"\nscenario quit\n  title T\n  checks RFC1-should-a\n  C: QUIT\n  S? 221\n",
           "scenarios/rfc1/4.1.1.10-quit.smtp"));
  return out;
}

std::vector<std::string> selected(const Selection& selection) {
  const Catalogue catalogue = small_catalogue();
  std::vector<std::string> out;
  for (const Suite& suite : suites()) {
    for (const Scenario& scenario : suite.scenarios) {
      if (scenario.variants.empty() && selects(selection, catalogue, suite, scenario, nullptr))
        out.push_back(scenario.id);
      for (const Variant& variant : scenario.variants) {
        if (selects(selection, catalogue, suite, scenario, &variant))
          out.push_back(case_id(scenario, &variant));
      }
    }
  }
  return out;
}

std::vector<std::string> by(const std::string& selector) { return selected({.selectors = {selector}}); }

TEST(Selection, OfNothingIsEverything) {
  EXPECT_THAT(selected({}), ElementsAre("rset-forgets", "lf-dot/at-once", "lf-dot/after", "quit"));
}

TEST(Selection, ByGroupEndsAtABorder) {
  EXPECT_THAT(by("rfc1"), testing::SizeIs(4));
  EXPECT_THAT(by("rfc1/4.1"), testing::SizeIs(4));
  EXPECT_THAT(by("rfc1/4.1.1.1"), testing::SizeIs(3)) << "4.1.1.10 is another section";
  EXPECT_THAT(by("rfc1/4.1.1.10-quit"), ElementsAre("quit"));
  EXPECT_THAT(by("rfc"), IsEmpty());
}

TEST(Selection, ByScenarioCaseRequirementFileAndPattern) {
  EXPECT_THAT(by("lf-dot"), ElementsAre("lf-dot/at-once", "lf-dot/after"));
  EXPECT_THAT(by("lf-dot/after"), ElementsAre("lf-dot/after"));
  EXPECT_THAT(by("RFC1-not-a"), ElementsAre("lf-dot/at-once", "lf-dot/after"));
  EXPECT_THAT(by("RFC1-may-a"), ElementsAre("rset-forgets")) << "cited by an alternative";
  EXPECT_THAT(by("4.1.1.10-quit.smtp"), ElementsAre("quit"));
  EXPECT_THAT(by("*t"), ElementsAre("rset-forgets", "lf-dot/at-once", "lf-dot/after", "quit"))
      << "a pattern is tried on groups also";
  EXPECT_THAT(by("qui?"), ElementsAre("quit"));
  EXPECT_THAT(by("lf-*/at*"), ElementsAre("lf-dot/at-once"));
  EXPECT_THAT(by("nothing"), IsEmpty());
}

TEST(Selection, ByLevelTagAndExclusion) {
  EXPECT_THAT(selected({.levels = {"must"}}), ElementsAre("rset-forgets", "lf-dot/at-once", "lf-dot/after"));
  EXPECT_THAT(selected({.levels = {"must-not"}}), ElementsAre("lf-dot/at-once", "lf-dot/after"));
  EXPECT_THAT(selected({.tags = {"slow"}}), ElementsAre("rset-forgets"));
  EXPECT_THAT(selected({.tags = {"slow", "danger"}}), testing::SizeIs(3));
  EXPECT_THAT(selected({.excludes = {"danger"}}), ElementsAre("rset-forgets", "quit"));
  EXPECT_THAT(selected({.excludes = {"lf-dot/after", "quit"}}),
              ElementsAre("rset-forgets", "lf-dot/at-once"));
}

TEST(Selection, AScenarioIsSelectedIfAnyOfItsCasesIs) {
  const auto all = suites();
  const Selection selection{.selectors = {"lf-dot/after"}};
  EXPECT_TRUE(selects(selection, small_catalogue(), all[0], all[0].scenarios[1], nullptr));
  EXPECT_FALSE(selects(selection, small_catalogue(), all[0], all[0].scenarios[0], nullptr));
}

TEST(Glob, MatchesWhole) {
  EXPECT_TRUE(glob_matches("a*c*e", "abcde"));
  EXPECT_TRUE(glob_matches("*", ""));
  EXPECT_TRUE(glob_matches("a**", "a"));
  EXPECT_FALSE(glob_matches("a?", "a"));
  EXPECT_FALSE(glob_matches("a", "ab"));
  EXPECT_FALSE(glob_matches("", "a"));
  EXPECT_TRUE(glob_matches("*ab", "aab"));
}

TEST(Level, IsKnownInAnyCase) {
  EXPECT_TRUE(is_level("must_not"));
  EXPECT_TRUE(is_level("Table"));
  EXPECT_FALSE(is_level("mus"));
}

}  // namespace
}  // namespace smtpspec::language
