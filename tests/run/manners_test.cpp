#include "harness/run/manners.hpp"

#include "harness/language/parser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::run {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

language::Scenario scenario(const std::string& text) {
  const auto suite = language::parse(
      "x.smtp", "suite \"x\"\nscenario x\n title x\n checks RFC5321-3.1-a\n" + text + "\n S? 250\n");
  EXPECT_TRUE(suite) << render(suite.error().front());
  return suite->scenarios.front();
}

transport::Endpoint at(const std::string& text) { return *transport::parse_endpoint(text); }

TEST(Stranger, LoopbackAboveThePrivilegedPortsIsOurs) {
  EXPECT_FALSE(is_stranger({}, at("127.0.0.1:2525")));
  EXPECT_FALSE(is_stranger({}, at("[::1]:2525")));
  EXPECT_FALSE(is_stranger({}, at("localhost:1024")));
  EXPECT_FALSE(is_stranger({}, at("unix:/run/lmtp")));
  EXPECT_TRUE(is_stranger({}, at("127.0.0.1:25")));
  EXPECT_TRUE(is_stranger({}, at("mx.example.test:2525")));
}

TEST(Stranger, WhatTheUserSaysHolds) {
  Options lab;
  lab.settings.lab = true;
  EXPECT_FALSE(is_stranger(lab, at("mx.example.test:25")));
  Options launched;
  launched.settings.launch = "server";
  EXPECT_FALSE(is_stranger(launched, at("mx.example.test:25")));
  Options tunnel;
  tunnel.settings.stranger = true;
  EXPECT_TRUE(is_stranger(tunnel, at("127.0.0.1:2525")));
}

TEST(Manners, AStrangerIsSentNoMessageUnlessAllowedAndThenNoMoreThanThat) {
  const auto message = scenario(" given rcpt\n C: DATA");
  EXPECT_THAT(Manners(Options{}).refusal(message), HasSubstr("--deliver"));
  EXPECT_THAT(Manners(Options{}).refusal(scenario(" given data\n C: .")), HasSubstr("--deliver"));
  EXPECT_THAT(Manners(Options{}).refusal(scenario(" C| \"BDAT 3 LAST\\r\\nabc\"")), HasSubstr("--deliver"));
  Options options;
  options.deliver = 1;
  Manners manners(options);
  EXPECT_THAT(manners.refusal(message), IsEmpty());
  EXPECT_THAT(manners.refusal(message), HasSubstr("--deliver"));
}

TEST(Manners, ThreeGuessesOfUnknownUsers) {
  const auto guess = scenario(" given mail\n C: RCPT TO:<${unknown-recipient}>");
  Manners manners(Options{});
  for (int i = 0; i < 3; ++i) EXPECT_THAT(manners.refusal(guess), IsEmpty());
  EXPECT_THAT(manners.refusal(guess), HasSubstr("three unknown users"));
}

TEST(Manners, WhatCouldBeTakenForAnAttackNeedsDanger) {
  const auto attack = scenario(" tags danger\n C: NOOP");
  EXPECT_THAT(Manners(Options{}).refusal(attack), HasSubstr("--danger"));
  Options options;
  options.danger = true;
  EXPECT_THAT(Manners(options).refusal(attack), IsEmpty());
}

TEST(Manners, AnOrdinaryQuestionIsAsked) {
  EXPECT_THAT(Manners(Options{}).refusal(scenario(" C: NOOP")), IsEmpty());
}

}  // namespace
}  // namespace smtpspec::run
