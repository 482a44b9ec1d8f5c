#include "harness/language/format.hpp"

#include "harness/language/load.hpp"
#include "harness/language/parser.hpp"
#include "tests/language/support.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>

#include <filesystem>

namespace smtpspec::language {
namespace {

TEST(Format, IndentsAlignsAndKeepsComments) {
  EXPECT_EQ(format(R"(# a licence
suite   "S"   # of tests
# about a
scenario a
title    One thing   # is part of the title
   checks RFC5321-4.5.2-c   RFC5321-4.5.2-b # two

variant long-name   wait 1s
variant b wait   10ms   line "a  b"
 # a comment
C:  two spaces  inside
C|"x"   gap   ${wait}  "y  z"
S:250


S?   503   text /a  b/i
|fail 250   "label"   ->   end
outcome   until   fence
pass "a" 250   /   [45]yz   close?
fail "longer" 250
delivered 1   matches /x  y/   lacks "a  b"
scenario b
title T
checks RFC5321-4.5.2-c
C:
S? 250)"),
            R"(# a licence
suite "S"  # of tests

# about a
scenario a
  title   One thing   # is part of the title
  checks  RFC5321-4.5.2-c RFC5321-4.5.2-b  # two

  variant long-name wait 1s
  variant b         wait 10ms line "a  b"
  # a comment
  C:  two spaces  inside
  C| "x" gap ${wait} "y  z"
  S: 250

  S? 503 text /a  b/i
   | fail 250 "label" -> end
  outcome until fence
    pass "a"      250 / [45]yz close?
    fail "longer" 250
  delivered 1 matches /x  y/ lacks "a  b"

scenario b
  title   T
  checks  RFC5321-4.5.2-c
  C:
  S? 250
)");
}

std::string steps_of(const Suite& suite) {
  std::string out;
  for (const Scenario& scenario : suite.scenarios) {
    out += scenario.id + scenario.title + scenario.why;
    for (const Step& step : scenario.steps) {
      out += std::to_string(step.what.index());
      if (const auto* line = std::get_if<ClientLine>(&step.what))
        out += step.source + std::to_string(line->text.parts.size());
      if (const auto* write = std::get_if<ClientWrite>(&step.what))
        out += std::to_string(write->pieces.size());
      if (const auto* question = std::get_if<Question>(&step.what))
        out += std::to_string(question->alternatives.size());
      if (const auto* outcome = std::get_if<Outcome>(&step.what)) out += std::to_string(outcome->rows.size());
    }
  }
  return out;
}

TEST(Format, ChangesNothingTheSecondTimeAndNothingThatIsSaid) {
  const auto suites = load_suites(tests::in_source("scenarios"));
  ASSERT_TRUE(suites) << rendered(suites.error());
  ASSERT_FALSE(suites->empty());
  for (const Suite& suite : *suites) {
    const auto text = read_file(suite.file);
    const std::string once = format(*text);
    EXPECT_EQ(format(once), once) << suite.file;
    EXPECT_EQ(steps_of(read(once)), steps_of(suite)) << suite.file;
  }
}

}  // namespace
}  // namespace smtpspec::language
