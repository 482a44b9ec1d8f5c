#include "harness/run/agenda.hpp"

#include <gtest/gtest.h>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

constexpr Again kAlone{.alone = true};
constexpr Again kBeside{.alone = false};

TEST(Agenda, EachCaseOnceInOrder) {
  Agenda agenda({3, 1});
  EXPECT_EQ(agenda.next(0ms, 0)->index, 3U);
  EXPECT_EQ(agenda.next(0ms, 1)->index, 1U);
  EXPECT_FALSE(agenda.next(0ms, 2));
  EXPECT_TRUE(agenda.empty());
}

TEST(Agenda, WhatIsPlayedAloneComesLastAndOnlyWhenNothingRuns) {
  Agenda agenda({0, 1});
  const auto first = *agenda.next(0ms, 0);
  agenda.again(first.index, kAlone, 0ms);
  EXPECT_EQ(agenda.next(0ms, 0)->index, 1U);
  EXPECT_FALSE(agenda.next(0ms, 1));
  const auto alone = agenda.next(0ms, 0);
  ASSERT_TRUE(alone);
  EXPECT_TRUE(alone->how.alone);
}

TEST(Agenda, NothingBeginsBesideOneThatIsAlone) {
  Agenda agenda({0});
  agenda.next(0ms, 0);
  agenda.again(0, kAlone, 0ms);
  const auto alone = *agenda.next(0ms, 0);
  agenda.again(5, kBeside, 0ms);
  EXPECT_FALSE(agenda.next(0ms, 0));
  agenda.ended(alone);
  EXPECT_EQ(agenda.next(0ms, 0)->index, 5U);
}

TEST(Agenda, PreferredAloneComesFirst) {
  Agenda agenda({0, 1});
  agenda.next(0ms, 0);
  agenda.again(0, kAlone, 0ms);
  agenda.prefer_alone(true);
  EXPECT_EQ(agenda.next(0ms, 0)->index, 0U);
}

TEST(Agenda, AgainWaitsForItsTime) {
  Agenda agenda({});
  agenda.again(0, {.alone = false, .wait = 50ms}, 100ms);
  EXPECT_FALSE(agenda.next(149ms, 0));
  EXPECT_EQ(agenda.ready_at(100ms), 150ms);
  EXPECT_TRUE(agenda.next(150ms, 0));
  EXPECT_EQ(agenda.ready_at(150ms), std::nullopt);
}

TEST(Agenda, DroppedIsWhatHasNotBegun) {
  Agenda agenda({0, 1, 2});
  agenda.next(0ms, 0);
  agenda.again(0, kAlone, 0ms);
  EXPECT_FALSE(agenda.empty());
  agenda.drop();
  EXPECT_TRUE(agenda.empty());
  EXPECT_FALSE(agenda.next(0ms, 0));
}

}  // namespace
}  // namespace smtpspec::run
