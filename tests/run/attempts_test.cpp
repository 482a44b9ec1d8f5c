#include "harness/run/attempts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace smtpspec::run {
namespace {

using player::Grade;
using reports::Verdict;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using End = player::Result::End;

Attempt ended(Grade grade, const std::string& message = "") {
  Attempt attempt;
  attempt.result.verdict = grade;
  attempt.result.message = message;
  return attempt;
}
Attempt ended(End end, const std::string& message = "") {
  Attempt attempt = ended(Grade::blocked, message);
  attempt.result.end = end;
  return attempt;
}
Attempt silent(Attempt::Control control) {
  Attempt attempt = ended(End::silent, "no answer");
  attempt.result.silent_at_question = true;
  attempt.control = control;
  return attempt;
}
Attempt refused_for_now() {
  Attempt attempt = ended(Grade::blocked, "answered 421");
  attempt.result.retry = true;
  return attempt;
}

TEST(Attempts, APassIsSettledAtOnce) {
  Attempts attempts(false);
  EXPECT_FALSE(attempts.take(ended(Grade::pass)));
  const Settled settled = attempts.settled();
  EXPECT_EQ(settled.verdict, Verdict::pass);
  EXPECT_EQ(settled.plays, 1);
}

TEST(Attempts, AFailIsPlayedAgainAloneWithFourTimesTheDeadlines) {
  Attempts attempts(false);
  const auto again = attempts.take(ended(Grade::fail, "answered 250"));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->alone);
  EXPECT_EQ(again->deadlines, 4U);
  EXPECT_FALSE(attempts.take(ended(Grade::fail, "answered 250")));
  const Settled settled = attempts.settled();
  EXPECT_EQ(settled.verdict, Verdict::fail);
  EXPECT_EQ(settled.message, "answered 250");
  EXPECT_EQ(settled.plays, 2);
}

TEST(Attempts, ARiskThatDoesNotRepeatIsANote) {
  Attempts attempts(false);
  ASSERT_TRUE(attempts.take(ended(Grade::risk, "answered 250")));
  EXPECT_FALSE(attempts.take(ended(Grade::pass)));
  const Settled settled = attempts.settled();
  EXPECT_EQ(settled.verdict, Verdict::note);
  EXPECT_EQ(settled.message, "not reproducible: answered 250 (played again alone: pass)");
  EXPECT_EQ(settled.result.verdict, Grade::risk) << "the play with the evidence is shown";
}

TEST(Attempts, AFailWhoseRepeatWasBlockedIsAskedOnceMore) {
  Attempts attempts(false);
  ASSERT_TRUE(attempts.take(ended(Grade::fail, "x")));
  ASSERT_TRUE(attempts.take(ended(Grade::blocked, "y")));
  EXPECT_FALSE(attempts.take(ended(Grade::fail, "x")));
  EXPECT_EQ(attempts.settled().verdict, Verdict::fail);
}

TEST(Attempts, TemporaryRefusalOfTheSetUpIsAskedTwiceMoreWithFewerJobs) {
  Attempts attempts(false);
  auto again = attempts.take(refused_for_now());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->because, Again::Because::overload);
  EXPECT_FALSE(again->alone);
  again = attempts.take(refused_for_now());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->alone);
  EXPECT_FALSE(attempts.take(refused_for_now()));
  const Settled settled = attempts.settled();
  EXPECT_EQ(settled.verdict, Verdict::blocked);
  EXPECT_EQ(settled.plays, 3);
}

TEST(Attempts, TemporaryRefusalAtTheQuestionIsRepeatedTwiceToo) {
  Attempts attempts(false);
  Attempt attempt = ended(Grade::blocked);
  attempt.result.findings.push_back({.grade = Grade::blocked, .observed = "451 later"});
  EXPECT_TRUE(attempts.take(attempt));
  EXPECT_TRUE(attempts.take(attempt));
  EXPECT_FALSE(attempts.take(attempt));
}

TEST(Attempts, APlainBlockIsNotRepeated) {
  Attempts attempts(false);
  EXPECT_FALSE(attempts.take(ended(Grade::blocked, "550 no")));
  EXPECT_EQ(attempts.settled().verdict, Verdict::blocked);
}

TEST(Attempts, WithoutConnectionThreeTimesAloneIsBlocked) {
  Attempts attempts(false);
  for (int i = 0; i < Attempts::kAloneWithoutConnection; ++i) {
    const auto again = attempts.take(ended(End::unreachable, "refused"));
    ASSERT_TRUE(again) << i;
    EXPECT_TRUE(again->alone);
    EXPECT_EQ(again->because, Again::Because::no_session);
    EXPECT_GT(again->wait.count(), 0);
  }
  EXPECT_FALSE(attempts.take(ended(End::unreachable, "refused")));
  const Settled settled = attempts.settled();
  EXPECT_EQ(settled.verdict, Verdict::blocked);
  EXPECT_EQ(settled.message, "no session, 3 times alone: refused");
}

TEST(Attempts, WhoIsTurnedAwayComesAgainLaterAndLater) {
  Attempts attempts(false);
  Attempt attempt = refused_for_now();
  attempt.result.turned_away = true;
  Millis before{0};
  for (int i = 0; i < Attempts::kTurnedAway; ++i) {
    const auto again = attempts.take(attempt);
    ASSERT_TRUE(again) << i;
    EXPECT_EQ(again->because, Again::Because::no_session);
    EXPECT_GT(again->wait, std::exchange(before, again->wait));
  }
}

TEST(Attempts, WhatRepeatsAnAccusationIsAloneAndPatientWhateverCameBetween) {
  Attempts attempts(false);
  attempts.take(ended(Grade::fail, "x"));
  for (const Attempt& between :
       {refused_for_now(), ended(End::unreachable), silent(Attempt::Control::lively)}) {
    const auto again = attempts.take(between);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->alone);
    EXPECT_EQ(again->deadlines, Attempts::kPatience);
  }
}

TEST(Attempts, AnAccusationThatIsNotRepeatedIsNotLost) {
  Attempts attempts(false);
  EXPECT_FALSE(attempts.unfinished());
  attempts.take(ended(Grade::fail, "x"));
  const auto unfinished = attempts.unfinished();
  ASSERT_TRUE(unfinished);
  EXPECT_EQ(unfinished->verdict, Verdict::blocked);
  EXPECT_EQ(unfinished->message, "found once, and not played again to be sure: x");
}

TEST(Attempts, AnAccusationOutlivesASlowControl) {
  Attempts attempts(false);
  attempts.take(ended(Grade::fail, "x"));
  for (int i = 0; i < Attempts::kSilentAgain; ++i) ASSERT_TRUE(attempts.take(silent(Attempt::Control::slow)));
  EXPECT_FALSE(attempts.take(silent(Attempt::Control::slow)));
  EXPECT_THAT(attempts.settled().message, StartsWith("x; then the question could not be put again: "));
}

TEST(Attempts, WhoIsTurnedAwayBetweenSilencesStillMeetsAHang) {
  Attempts attempts(false);
  attempts.take(silent(Attempt::Control::lively));
  Attempt turned_away = refused_for_now();
  turned_away.result.turned_away = true;
  ASSERT_TRUE(attempts.take(turned_away));
  while (attempts.take(silent(Attempt::Control::lively))) {
  }
  EXPECT_THAT(attempts.settled().message, StartsWith("hang"));
}

TEST(Attempts, AnAnswerThatCameLateOnceIsNoHang) {
  Attempts attempts(false);
  attempts.take(silent(Attempt::Control::lively));
  Attempt late = ended(Grade::blocked, "later than the deadline");
  late.result.retry = true;
  ASSERT_TRUE(attempts.take(late));
  while (attempts.take(silent(Attempt::Control::lively))) {
  }
  EXPECT_EQ(attempts.settled().verdict, Verdict::blocked);
}

TEST(Attempts, SilenceInThreeFreshPlaysWithALivelyControlIsAHang) {
  for (const bool ours : {true, false}) {
    Attempts attempts(ours);
    for (int i = 0; i < Attempts::kSilentAgain; ++i)
      ASSERT_TRUE(attempts.take(silent(Attempt::Control::lively))) << i;
    EXPECT_FALSE(attempts.take(silent(Attempt::Control::lively)));
    const Settled settled = attempts.settled();
    EXPECT_EQ(settled.verdict, ours ? Verdict::fail : Verdict::risk);
    EXPECT_THAT(settled.message, StartsWith("hang"));
  }
}

TEST(Attempts, TheLastPlayBeforeAHangIsSaidHasTwiceTheDeadlines) {
  Attempts attempts(true);
  std::optional<Again> again;
  for (int i = 0; i < Attempts::kSilentAgain; ++i) again = attempts.take(silent(Attempt::Control::lively));
  EXPECT_EQ(again->deadlines, Attempts::kLastSilence);
  EXPECT_FALSE(again->alone);
}

TEST(Attempts, SilenceWithASlowControlIsBlocked) {
  Attempts attempts(true);
  for (int i = 0; i < Attempts::kSilentAgain; ++i) ASSERT_TRUE(attempts.take(silent(Attempt::Control::slow)));
  EXPECT_FALSE(attempts.take(silent(Attempt::Control::lively)));
  EXPECT_EQ(attempts.settled().verdict, Verdict::blocked);
}

TEST(Attempts, SilenceInTheSetUpConvictsNobody) {
  Attempts attempts(true);
  EXPECT_TRUE(attempts.take(ended(End::silent, "no answer to MAIL")));
  EXPECT_FALSE(attempts.take(ended(End::silent, "no answer to MAIL")));
  EXPECT_EQ(attempts.settled().verdict, Verdict::blocked);
}

TEST(Attempts, AnAnsweredNudgeLeavesTheVerdictToThePlay) {
  Attempts attempts(false);
  Attempt attempt = silent(Attempt::Control::not_asked);
  attempt.result.nudge_answered = true;
  attempt.result.verdict = Grade::fail;
  EXPECT_TRUE(attempts.take(attempt));
  EXPECT_FALSE(attempts.take(attempt));
  EXPECT_EQ(attempts.settled().verdict, Verdict::fail);
}

TEST(Attempts, AProcessThatDiedIsAFailSeenOnce) {
  Attempts attempts(true);
  Attempt attempt = ended(End::unreachable);
  attempt.crash = "killed by SIGSEGV";
  EXPECT_FALSE(attempts.take(attempt));
  const Settled settled = attempts.settled();
  EXPECT_EQ(settled.verdict, Verdict::fail);
  EXPECT_EQ(settled.crash, "killed by SIGSEGV");
  EXPECT_THAT(settled.message, HasSubstr("killed by SIGSEGV"));
}

TEST(Attempts, AnErrorOfOursIsTriedOnceMore) {
  Attempts attempts(false);
  EXPECT_TRUE(attempts.take(ended(End::error, "x")));
  EXPECT_FALSE(attempts.take(ended(End::error, "x")));
  EXPECT_EQ(attempts.settled().verdict, Verdict::error);
}

}  // namespace
}  // namespace smtpspec::run
