#include "harness/run/deaths.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::run {
namespace {

using ::testing::ElementsAre;

TEST(Deaths, TheOneThatKillsAgainExplainsTheDeath) {
  Deaths deaths;
  deaths.died("killed by SIGSEGV", {4, 7});
  EXPECT_FALSE(deaths.settled(7, true));
  EXPECT_FALSE(deaths.settled(4, false));
}

TEST(Deaths, WhereNoneKillsAgainTheLastToBeSettledAnswersForIt) {
  Deaths deaths;
  deaths.died("exit status 1", {4, 7});
  EXPECT_FALSE(deaths.settled(4, false));
  const auto unexplained = deaths.settled(7, false);
  ASSERT_TRUE(unexplained);
  EXPECT_EQ(unexplained->how, "exit status 1");
  EXPECT_THAT(unexplained->suspects, ElementsAre(4, 7));
}

TEST(Deaths, OtherCasesHaveNothingToDoWithIt) {
  Deaths deaths;
  deaths.died("x", {1});
  EXPECT_FALSE(deaths.settled(2, false));
  EXPECT_TRUE(deaths.settled(1, false));
  EXPECT_FALSE(deaths.settled(1, false));
}

}  // namespace
}  // namespace smtpspec::run
