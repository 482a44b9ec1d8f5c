#include "harness/language/lint.hpp"

#include "tests/language/support.hpp"

#include <gmock/gmock.h>

namespace smtpspec::language {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> said(const std::string& text) {
  std::vector<std::string> out;
  for (const Diagnostic& diagnostic : lint(read(text), text, small_catalogue())) {
    out.push_back(std::to_string(diagnostic.at.line) + ":" + std::to_string(diagnostic.at.column) + " " +
                  diagnostic.what);
  }
  return out;
}

TEST(Lint, IsSilentAboutASoundScenario) {
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? 250\n   | fail 5yz \"refused\"\n")), IsEmpty());
}

TEST(Lint, WantsAQuestion) {
  EXPECT_THAT(said(scenario("  C: NOOP\n  S: 250\n")),
              ElementsAre("2:10 nothing is asked: this scenario can only pass or be blocked"));
  EXPECT_THAT(said(scenario("  tls handshake\n")), testing::SizeIs(1));
  EXPECT_THAT(said(scenario("  tls handshake\n   | pass done\n")), IsEmpty());
  EXPECT_THAT(said(scenario("  auth PLAIN\n   | pass failed\n")), IsEmpty());
  EXPECT_THAT(said(scenario("  delivered 0\n")), IsEmpty());
}

TEST(Lint, KnowsTheRequirements) {
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? 250\n   | warn 5yz \"x\" cites RFC1-must-b\n", "RFC1-mus-a")),
              ElementsAre("4:10 the catalogue has no requirement 'RFC1-mus-a'",
                          "7:25 the catalogue has no requirement 'RFC1-must-b'"));
}

TEST(Lint, RefusesALongTitle) {
  const std::string text = "suite \"S\"\nscenario a\n  title " + std::string(101, 'x') +
                           "\n  checks RFC1-must-a\n  C: NOOP\n  S? 250\n";
  EXPECT_THAT(said(text), ElementsAre("3:9 a title of more than 100 characters"));
}

TEST(Lint, RefusesWhatIsNeverUsed) {
  EXPECT_THAT(said(scenario("  variant b key x other y\n  octets body \"x\"\n  C: ${key}\n  S? 250\n")),
              ElementsAre("5:19 'other' is given by the variants and never used",
                          "6:10 octets 'body' are never used"));
  EXPECT_THAT(said(scenario("  variant b key x\n  octets body \"${base64 ${key}}\"\n  C| \"BDAT ${length "
                            "body}\\r\\n\"\n  S? 250\n")),
              IsEmpty());
}

struct Fail {
  const char* requirement;
  const char* row;
  bool allowed;
};
class FailUnder : public testing::TestWithParam<Fail> {};

TEST_P(FailUnder, StandsOnlyWhereTheStandardConvicts) {
  const auto [requirement, row, allowed] = GetParam();
  const auto found = said(scenario("  C: NOOP\n  S? 250|503\n   | " + std::string(row) + "\n", requirement));
  EXPECT_EQ(found.empty(), allowed) << requirement << ": " << row;
}

INSTANTIATE_TEST_SUITE_P(
    Level, FailUnder,
    testing::Values(Fail{"RFC1-must-a", "fail 5yz", true}, Fail{"RFC1-not-a", "fail 251", true},
                    Fail{"RFC1-should-a", "fail 5yz", false}, Fail{"RFC1-should-a", "warn 5yz", true},
                    Fail{"RFC1-may-a", "fail 5yz", false}, Fail{"RFC1-advice-a", "fail 5yz", false},
                    Fail{"RFC1-memory-a", "fail 5yz", false}, Fail{"SEC-OURS-a", "fail 5yz", false},
                    Fail{"SEC-OURS-a", "risk 251", true}, Fail{"RFC1-table-a", "fail 5yz", true},
                    Fail{"RFC1-table-a", "fail close", true}, Fail{"RFC1-table-a", "fail 251", false},
                    Fail{"RFC1-table-a", "fail any", false},
                    Fail{"RFC1-should-a", "fail 5yz \"x\" cites RFC1-must-a", true},
                    Fail{"RFC1-must-a", "fail 5yz \"x\" cites RFC1-may-a", false}));

TEST(Lint, RefusesAConvictionInOutcomesAndDeliveryToo) {
  EXPECT_THAT(
      said(scenario("  C: NOOP\n  outcome until fence\n    fail \"x\" 5yz\n  delivered 1\n   | fail 2\n",
                    "RFC1-should-a")),
      testing::SizeIs(2));
}

TEST(Lint, RefusesCommandsThatLeaveTogetherByAccident) {
  const auto wrong = testing::SizeIs(1);
  EXPECT_THAT(said(scenario("  C: NOOP\n  C: NOOP\n  S? 250\n")),
              ElementsAre("6:3 commands that leave together"));
  EXPECT_THAT(said(scenario("  C| \"NOOP\\r\\nnoop\\r\\n\"\n  S? 250\n")), wrong);
  EXPECT_THAT(said(scenario("  C| \"NOOP\\r\\n\" gap 1s \"RSET\\r\\n\"\n  S? 250\n")), wrong);
  EXPECT_THAT(said(scenario("  C| together \"NOOP\\r\\nNOOP\\r\\n\"\n  S? 250\n")), IsEmpty());
  EXPECT_THAT(said(scenario("  needs PIPELINING\n  C: NOOP\n  C: NOOP\n  S? 250\n")), IsEmpty());
}

TEST(Lint, ContentIsNoCommand) {
  EXPECT_THAT(said(scenario("  C: DATA\n  S: 354\n  C| \"RSET\\r\\nRSET\\r\\n.\\r\\n\"\n  S? 250\n")),
              IsEmpty());
  EXPECT_THAT(said(scenario("  given data\n  C: RSET\n  C: RSET\n  C: .\n  S? 250\n")), IsEmpty());
  EXPECT_THAT(said(scenario("  octets o \"RSET\\r\\n\"\n  C| \"BDAT ${length o} LAST\\r\\n\" o\n  S? 250\n")),
              IsEmpty());
}

TEST(Lint, RefusesAnAlternativeThatIsNeverReached) {
  const auto unreachable = testing::SizeIs(1);
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? 250\n   | warn 250\n")),
              ElementsAre("7:11 an alternative that is never reached"));
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? 250\n   | note 5yz\n   | warn 50z\n")), unreachable);
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? 250\n   | note 4yz\n   | note 5yz\n   | warn [45]0z\n")),
              unreachable);
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? 250\n   | note close\n   | warn close\n")), unreachable);
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? 250\n   | note any\n   | warn 421\n")), unreachable);
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? 250\n   | note 4yz\n   | warn 421\n")), IsEmpty())
      << "a class never means 421";
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? 250\n   | note 5yz text /x/\n   | warn 5yz\n")), IsEmpty());
  EXPECT_THAT(said(scenario("  C: NOOP\n  S? any\n   | fail 500\n")), IsEmpty()) << "any comes last";
}

TEST(Lint, RefusesAnOutcomeThatIsNeverReached) {
  const std::string head = "  C: NOOP\n  outcome until fence\n    pass \"a\" 250 / 5yz close?\n";
  EXPECT_THAT(said(scenario(head + "    warn \"b\" 250\n")), testing::SizeIs(1));
  EXPECT_THAT(said(scenario(head + "    warn \"b\" 250 / 251\n")), IsEmpty());
  EXPECT_THAT(said(scenario(head + "    warn \"b\" any... close?\n    note \"c\" 220\n")),
              testing::SizeIs(1));
}

}  // namespace
}  // namespace smtpspec::language
