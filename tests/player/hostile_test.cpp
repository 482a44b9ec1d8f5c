#include "tests/player/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <numeric>

namespace smtpspec::player {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kNoop = scenario("C: NOOP\nS? 250\n");

std::string endless_line() {
  std::string line = "250 ";
  line.resize(20'000'000, 'x');
  return line;
}

std::size_t octets(const Result& result) {
  return std::accumulate(result.transcript.begin(), result.transcript.end(), std::size_t{0},
                         [](std::size_t sum, const Entry& entry) { return sum + entry.octets.size(); });
}

TEST(Hostile, AnEndlessLineEndsTheConnection) {
  const Result result = play(kNoop, {.replies = {"220 mx", "250 mx", endless_line()}}).result;
  EXPECT_EQ(result.verdict, Grade::blocked) << result.message;
  EXPECT_EQ(result.message, "the server sends without end");
  EXPECT_LT(octets(result), 200'000U);
  ASSERT_FALSE(result.general.empty());
  EXPECT_EQ(result.general.front().check, "reply-length");
  const auto received = std::find_if(result.transcript.begin(), result.transcript.end(),
                                     [](const Entry& entry) { return entry.octets.starts_with("250 xxx"); });
  ASSERT_NE(received, result.transcript.end());
  ASSERT_NE(std::next(received), result.transcript.end());
  EXPECT_EQ(std::next(received)->link, Entry::Link::reset) << "what arrived stands before our reset";
}

TEST(Hostile, OurResetIsNotTakenForACloseOfTheServer) {
  const Result result =
      play(scenario("C: NOOP\nS? 250\n | pass close\n"), {.replies = {"220 mx", "250 mx", endless_line()}})
          .result;
  EXPECT_EQ(result.verdict, Grade::blocked) << result.message;
}

TEST(Hostile, EndlessRepliesEndTheConnection) {
  std::string replies;
  for (int i = 0; i < 100'000; ++i) replies += "250 x\r\n";
  const Result result = play(kNoop, {.replies = {"220 mx", "250 mx", replies}}).result;
  EXPECT_LE(result.transcript.size(), Result::kKeptEntries + 1);
  EXPECT_LE(result.general.size(), Result::kKeptGeneral);
}

TEST(Hostile, WhatWasLeftOutOfTheTranscriptIsSaid) {
  std::string replies;
  for (int i = 0; i < 900; ++i) replies += "250 " + std::string(1000, 'x') + "\r\n";
  const Result result =
      play(scenario("C: NOOP\npause 1s \"all of it\"\nS? 250\n"), {.replies = {"220 mx", "250 mx", replies}})
          .result;
  EXPECT_LT(octets(result), 300'000U);
  const auto said = std::find_if(result.transcript.begin(), result.transcript.end(), [](const Entry& entry) {
    return entry.text.find("were not kept") != std::string::npos;
  });
  EXPECT_NE(said, result.transcript.end());
}

TEST(Hostile, ASilentServerIsNudgedAndNamed) {
  const Result silent = play(kNoop, {.replies = {"220 mx", "250 mx"}}).result;
  EXPECT_EQ(silent.end, Result::End::silent);
  EXPECT_TRUE(silent.silent_at_question);
  EXPECT_FALSE(silent.nudge_answered);
  EXPECT_EQ(silent.verdict, Grade::blocked);

  const Script lost{.replies = {"220 mx", "250 mx", "<silence>", "500 what", "250 ok", "500 what", "250 ok"}};
  const Result result = play(kNoop, lost).result;
  EXPECT_EQ(result.end, Result::End::silent);
  EXPECT_TRUE(result.nudge_answered);
  EXPECT_EQ(result.verdict, Grade::fail) << result.message;
  EXPECT_EQ(result.findings.back().requirement, "RFC5321-4.2-a");
}

TEST(Hostile, FewerAnswersThanAreDueAreALostReply) {
  const std::string group = scenario(
      "needs PIPELINING\nC| \"RSET\\r\\nNOOP\\r\\nRSET\\r\\n\"\noutcome after 3 until fence\npass \"\" 250 "
      "250 250\n");
  const Script lost{.replies = {"220 mx", "250-mx\r\n250 PIPELINING", "250 ok", "250 ok", "<silence>",
                                "500 what", "250 ok", "500 what", "250 ok"}};
  const Result result = play(group, lost).result;
  EXPECT_EQ(result.verdict, Grade::fail) << result.message;
  EXPECT_THAT(result.message, HasSubstr("fewer answers than are due (answered 250 250)"));
}

TEST(Hostile, ALateAnswerIsNoLostOne) {
  const Script late{.replies = {"220 mx", "250 mx", "<silence>", "250 at last\r\n500 what", "250 ok",
                                "500 what", "250 ok"}};
  const Result result = play(kNoop, late).result;
  EXPECT_EQ(result.end, Result::End::finished);
  EXPECT_EQ(result.verdict, Grade::blocked);
  EXPECT_TRUE(result.retry);
}

TEST(Hostile, EchoedSecretsAreHidden) {
  const std::string text = scenario("C: AUTH LOGIN\nS: 334\nC: ${base64 ${password}}\nS? 235\n");
  const Played played =
      play(text, {.replies = {"220 mx", "250 mx", "334 VXNlcg==", "500 what is aHVudGVyMg== or hunter2"}});
  EXPECT_THAT(played.sent, HasSubstr("aHVudGVyMg=="));
  for (const Entry& entry : played.result.transcript) {
    EXPECT_THAT(entry.octets, Not(HasSubstr("hunter2")));
    EXPECT_THAT(entry.octets, Not(HasSubstr("aHVudGVyMg")));
    EXPECT_THAT(entry.answers, Not(HasSubstr("aHVudGVyMg")));
  }
  for (const Finding& finding : played.result.findings) {
    EXPECT_THAT(finding.observed + finding.message, Not(HasSubstr("hunter2")));
    EXPECT_THAT(finding.observed + finding.message, Not(HasSubstr("aHVudGVyMg")));
  }
}

}  // namespace
}  // namespace smtpspec::player
