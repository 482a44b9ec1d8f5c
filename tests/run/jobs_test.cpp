#include "harness/run/jobs.hpp"

#include <gtest/gtest.h>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

TEST(Jobs, FourAtFirst) {
  const Jobs jobs({});
  EXPECT_EQ(jobs.next_start(3), 0ms);
  EXPECT_EQ(jobs.next_start(4), Millis::max());
}

TEST(Jobs, EightAfterTwentyCleanConnectionsAndNeverMore) {
  Jobs jobs({});
  for (int i = 0; i < 19; ++i) jobs.clean();
  EXPECT_EQ(jobs.allowed(), 4U);
  jobs.clean();
  EXPECT_EQ(jobs.allowed(), 8U);
  for (int i = 0; i < 100; ++i) jobs.clean();
  EXPECT_EQ(jobs.allowed(), 8U);
}

TEST(Jobs, ARefusedConnectionHalvesThemAndTheyDoNotGrowAgain) {
  Jobs jobs({});
  jobs.refused(0ms);
  EXPECT_EQ(jobs.allowed(), 2U);
  for (int i = 0; i < 100; ++i) jobs.clean();
  EXPECT_EQ(jobs.allowed(), 2U);
}

TEST(Jobs, OneIsAlwaysAllowed) {
  Jobs jobs({});
  for (int i = 0; i < 10; ++i) jobs.refused(i * 1s);
  EXPECT_EQ(jobs.allowed(), 1U);
  EXPECT_EQ(Jobs({.first = 0, .most = 0}).allowed(), 1U);
}

TEST(Jobs, EachRefusalWaitsLongerUpToALimit) {
  Jobs jobs({});
  jobs.refused(1s);
  EXPECT_EQ(jobs.next_start(0), 1s + Jobs::kFirstPause);
  jobs.refused(10s);
  EXPECT_EQ(jobs.next_start(0), 10s + 2 * Jobs::kFirstPause);
  for (int i = 0; i < 20; ++i) jobs.refused(100s + i * 10s);
  EXPECT_EQ(jobs.next_start(0), 290s + Jobs::kLongestPause);
}

TEST(Jobs, ManyRefusedAtOnceAreOneIncident) {
  Jobs jobs({});
  for (int i = 0; i < 4; ++i) jobs.refused(1s);
  EXPECT_EQ(jobs.allowed(), 2U);
}

TEST(Jobs, OverloadHalvesForAWhileWithoutAPause) {
  Jobs jobs({});
  jobs.overloaded(1s);
  EXPECT_EQ(jobs.allowed(), 2U);
  EXPECT_EQ(jobs.next_start(0), 0ms);
  for (int i = 0; i < 20; ++i) jobs.clean();
  EXPECT_EQ(jobs.allowed(), 4U);
}

TEST(Jobs, StartsKeepTheirDistance) {
  Jobs jobs({.first = 1, .most = 1, .between = 1s});
  EXPECT_EQ(jobs.next_start(0), 0ms);
  jobs.started(5s);
  EXPECT_EQ(jobs.next_start(0), 6s);
}

}  // namespace
}  // namespace smtpspec::run
