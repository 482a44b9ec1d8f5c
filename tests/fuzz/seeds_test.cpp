#include "fuzz/seeding/seeds.hpp"

#include "fuzz/support/deviating.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace smtpspec::fuzz {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<Played> kPlays = {
    {.name = "one",
     .text = "scenario one\n",
     .sent = {"EHLO a.test\r\nMAIL FROM:<b@c.test> SIZE=9\r\nDATA\r\nx\r\n.\r\nQUIT\r\n"},
     .received = {"220 a\r\n"}},
    {.name = "two", .sent = {"QUIT\r\n", "NOOP\r\n"}, .received = {"220 a\r\n", ""}}};

std::vector<std::string> shown(const std::string& input, std::size_t choices = 0) {
  std::vector<std::string> out;
  for (const Seed& seed : seeds({.input = input, .choices = choices}, kPlays))
    out.push_back(seed.name + ": " + seed.octets);
  return out;
}

TEST(Seeds, AreNamedAfterTheFirstScenarioThatGivesThem) {
  EXPECT_THAT(shown("line"), ElementsAre("one: EHLO a.test", "one.2: MAIL FROM:<b@c.test> SIZE=9",
                                         "one.3: DATA", "one.4: QUIT", "two: NOOP"));
  EXPECT_THAT(shown("replies"), ElementsAre("one: 220 a\r\n"));
  EXPECT_THAT(shown("scenario"), ElementsAre("one: scenario one\n"));
}

TEST(Seeds, OfPathsKeepTheirBrackets) { EXPECT_THAT(shown("path"), ElementsAre("one: <b@c.test>")); }

TEST(Seeds, BeginWithTheFirstOfEveryChoice) {
  EXPECT_THAT(shown("content", 3), ElementsAre("one: 000x\r\n.\r\n"));
}

TEST(Seeds, OfValuesAreThePartsOfLines) {
  EXPECT_THAT(shown("value"), ElementsAre("one: a.test", "one.2: b", "one.3: c.test", "one.4: 9"));
}

TEST(Seeds, AreNotMadeOfWhatHasNoPartInASession) { EXPECT_THAT(shown("octets"), IsEmpty()); }

TEST(Seeds, OfADeviationAreForTargetsThatAreToldOfIt) {
  const std::vector<Played> plays = {
      {.name = "a=b", .sent = {"QUIT\r\n"}, .received = {""}, .site = 1, .deviation = 259}};
  EXPECT_THAT(seeds({.input = "dialogue", .choices = 5, .deviation = 2, .site = true}, plays),
              ElementsAre(testing::AllOf(Field(&Seed::name, "a=b"), Field(&Seed::octets, "10130QUIT\r\n"))));
  EXPECT_THAT(seeds({.input = "dialogue", .choices = 5}, plays), IsEmpty());
}

TEST(Seeds, AreForTheSiteOfTheirScenario) {
  const std::vector<Played> plays = {{.name = "a", .sent = {"QUIT\r\n"}, .received = {""}, .site = 3}};
  EXPECT_THAT(seeds({.input = "dialogue", .choices = 2, .site = true}, plays),
              ElementsAre(Field(&Seed::octets, "30QUIT\r\n")));
  EXPECT_THAT(seeds({.input = "dialogue", .choices = 2}, plays),
              ElementsAre(Field(&Seed::octets, "00QUIT\r\n")));
}

TEST(Plays, AreThoseOfTheScenarios) {
  const auto plays = play_all(tests::in_source("scenarios/rfc5321/4.1.1.5-rset.smtp"));
  ASSERT_TRUE(plays);
  EXPECT_THAT(*plays, Contains(testing::AllOf(
                          Field(&Played::text, HasSubstr("scenario ")),
                          Field(&Played::sent, ElementsAre(HasSubstr("RCPT TO:<alice@example.test>\r\n"))),
                          Field(&Played::received, ElementsAre(HasSubstr("250"))))));
}

TEST(Plays, ShowADeviationWhereItMakesACaseAboutItsRequirementGoOtherwise) {
  const auto plays = play_all(tests::in_source("scenarios/rfc5321/4.1.1.5-rset.smtp"));
  ASSERT_TRUE(plays);
  const auto play = std::ranges::find(*plays, "rset-clears=keeps-sender", &Played::name);
  ASSERT_NE(play, plays->end());
  ASSERT_NE(play->deviation, 0u);
  EXPECT_EQ(all_deviations()[play->deviation - 1].name, play->name);
  EXPECT_THAT(play->sent, ElementsAre(HasSubstr("RSET\r\n")));
  EXPECT_THAT(play->received, ElementsAre(testing::Not(HasSubstr("503"))));
}

TEST(Plays, KeepWhatAnExchangeOfSecretsSends) {
  const auto plays = play_all(tests::in_source("scenarios/rfc4954/auth.smtp"));
  ASSERT_TRUE(plays);
  EXPECT_THAT(*plays,
              Contains(testing::AllOf(Field(&Played::name, "auth-plain-succeeds"),
                                      Field(&Played::sent, ElementsAre(HasSubstr("AUTH PLAIN AGF"))))));
}

}  // namespace
}  // namespace smtpspec::fuzz
