#include "harness/run/latitude.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::run {
namespace {

using reports::Verdict;
using ::testing::HasSubstr;

Settled softened(Verdict verdict, const std::string& requirement, const Latitude& latitude,
                 const std::string& era = "", const std::string& crash = "") {
  language::Scenario scenario;
  scenario.checks = {requirement};
  scenario.era = era;
  Settled settled{.verdict = verdict, .message = "m", .crash = crash};
  soften(settled, scenario, latitude);
  return settled;
}

TEST(Latitude, SmugglingIsANoteWhereTheTargetTrustsUs) {
  const Settled settled = softened(Verdict::risk, "SEC-SMUGGLE-a", {.trusted = true});
  EXPECT_EQ(settled.verdict, Verdict::note);
  EXPECT_THAT(settled.message, HasSubstr("trusts us"));
}

TEST(Latitude, WithoutTrustItStands) {
  EXPECT_EQ(softened(Verdict::risk, "SEC-SMUGGLE-a", {}).verdict, Verdict::risk);
}

TEST(Latitude, OtherRulesStandWhoeverIsTrusted) {
  EXPECT_EQ(softened(Verdict::fail, "RFC5321-4.1.1.5-a", {.trusted = true}).verdict, Verdict::fail);
}

TEST(Latitude, ACrashIsAFailWhoeverIsTrusted) {
  EXPECT_EQ(softened(Verdict::fail, "SEC-SMUGGLE-a", {.trusted = true}, "", "killed by SIGSEGV").verdict,
            Verdict::fail);
}

TEST(Latitude, WhatAnOlderStandardAskedIsANoteOutsideItsEra) {
  const Settled settled = softened(Verdict::fail, "RFC821-3.6-a", {}, "821");
  EXPECT_EQ(settled.verdict, Verdict::note);
  EXPECT_THAT(settled.message, HasSubstr("--era 821"));
  EXPECT_EQ(softened(Verdict::fail, "RFC821-3.6-a", {.era = "821"}, "821").verdict, Verdict::fail);
}

TEST(Latitude, APassIsLeftAlone) {
  EXPECT_EQ(softened(Verdict::pass, "SEC-SMUGGLE-a", {.trusted = true}).message, "m");
}

}  // namespace
}  // namespace smtpspec::run
