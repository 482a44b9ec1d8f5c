#include "tests/player/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::player {
namespace {

using testing::HasSubstr;

const std::string kRset = scenario(R"(
given greeted
C: MAIL FROM:<${sender}>
S: 250
C: RSET
S: 250
C: RCPT TO:<${recipient}>
S? 503
 | warn 5yz
 | fail 250 "the reverse-path survived RSET"
)");

Script answering(std::vector<std::string> last) {
  Script out{.replies = {"220 mx.test", "250 mx.test", "250 ok", "250 ok"}};
  out.replies.insert(out.replies.end(), last.begin(), last.end());
  return out;
}

TEST(Question, IsPassedByItsOwnAnswer) {
  const Played played = play(kRset, answering({"503 no", "221 bye"}));
  EXPECT_EQ(played.result.verdict, Grade::pass) << played.result.message;
  EXPECT_EQ(played.result.end, Result::End::finished);
  EXPECT_EQ(
      played.sent,
      "EHLO client.test\r\nMAIL FROM:<a@client.test>\r\nRSET\r\nRCPT TO:<alice@example.test>\r\nQUIT\r\n");
  EXPECT_EQ(played.result.findings.size(), 1U);
}

TEST(Question, IsGradedByTheAlternativeThatMatches) {
  const Result result = play(kRset, answering({"250 fine"})).result;
  EXPECT_EQ(result.verdict, Grade::fail);
  EXPECT_EQ(result.message, "the reverse-path survived RSET: answered 250, allowed 503 | (warn) 5yz");
  EXPECT_EQ(result.findings.back().observed, "250 fine");
  EXPECT_EQ(result.findings.back().requirement, "RFC1-must");
  EXPECT_EQ(result.findings.back().at.line, 14U);
}

TEST(Question, AskedAnyIsPassedByWhatNoAlternativeMatches) {
  const std::string text = scenario("C: VRFY alice\nS? any\n | fail 250 text /<@/ \"a source route\"\n");
  const auto verdict = [&](const char* reply) {
    return play(text, {.replies = {"220 mx", "250 mx", reply}}).result.verdict;
  };
  EXPECT_EQ(verdict("250 <@a:b@c>"), Grade::fail);
  EXPECT_EQ(verdict("250 <b@c>"), Grade::pass);
  EXPECT_EQ(verdict("502 no"), Grade::pass);
}

TEST(Question, A421IsNoRefusalOfThisCommand) {
  const Result result = play(kRset, answering({"421 busy", "<close>"})).result;
  EXPECT_EQ(result.verdict, Grade::note) << result.message;
}

TEST(SetUp, ThatIsNotMetBlocks) {
  const Result result = play(kRset, {.replies = {"220 mx.test", "250 mx.test", "550 no such sender"}}).result;
  EXPECT_EQ(result.verdict, Grade::blocked);
  EXPECT_EQ(result.message,
            "MAIL FROM:<a@client.test> was answered 550 no such sender; the set-up needs 250");
  EXPECT_FALSE(result.retry);
}

TEST(SetUp, RefusedForNowIsWorthAnotherConnection) {
  const Result result = play(kRset, {.replies = {"220 mx.test", "250 mx.test", "451 later"}}).result;
  EXPECT_EQ(result.verdict, Grade::blocked);
  EXPECT_TRUE(result.retry);
}

TEST(SetUp, FallsBackToHelo) {
  const Played played =
      play(scenario("C: NOOP\nS? 250\n"), {.replies = {"220 mx", "502 what", "250 mx", "250 ok"}});
  EXPECT_EQ(played.result.verdict, Grade::pass) << played.result.message;
  EXPECT_THAT(played.sent, HasSubstr("EHLO client.test\r\nHELO client.test\r\nNOOP\r\n"));
}

TEST(SetUp, WithoutABannerIsUnreachable) {
  const Result result = play(kRset, {}).result;
  EXPECT_EQ(result.end, Result::End::unreachable);
  EXPECT_EQ(result.verdict, Grade::blocked);
}

struct Unlisted {
  const char* checks;
  const char* question;
  const char* reply;
  Grade grade;
};
class UnlistedAnswer : public testing::TestWithParam<Unlisted> {};

TEST_P(UnlistedAnswer, IsGradedByWhatIsProven) {
  const auto [checks, question, reply, grade] = GetParam();
  const std::string text = std::string("suite \"t\"\nscenario t\ntitle t\nchecks ") + checks +
                           "\nC: VRFY alice\nS? " + question + "\n";
  const Result result = play(text, {.replies = {"220 mx", "250 mx", reply}}).result;
  EXPECT_EQ(result.verdict, grade) << result.message;
}

INSTANTIATE_TEST_SUITE_P(Table, UnlistedAnswer,
                         testing::Values(Unlisted{"RFC1-must", "503", "250 ok", Grade::fail},
                                         Unlisted{"RFC1-unread", "503", "250 ok", Grade::warn},
                                         Unlisted{"SEC-must", "503", "250 ok", Grade::risk},
                                         Unlisted{"RFC1-should", "503", "250 ok", Grade::warn},
                                         Unlisted{"RFC1-table", "503", "250 ok", Grade::warn},
                                         Unlisted{"RFC1-may", "503", "250 ok", Grade::note},
                                         Unlisted{"RFC1-must", "503", "501 no", Grade::warn},
                                         Unlisted{"RFC1-must", "503", "451 no", Grade::warn},
                                         Unlisted{"RFC1-must", "503", "421 no", Grade::note},
                                         Unlisted{"RFC1-must", "503", "530 no", Grade::note},
                                         Unlisted{"RFC1-must", "503", "<close>", Grade::note},
                                         Unlisted{"RFC1-must", "250", "451 no", Grade::blocked},
                                         Unlisted{"RFC1-must", "250", "421 no", Grade::blocked},
                                         Unlisted{"RFC1-must", "250", "530 no", Grade::blocked},
                                         Unlisted{"RFC1-must", "250", "550 no", Grade::note},
                                         Unlisted{"RFC1-must", "250", "500 never seen VRFY taken",
                                                  Grade::warn},
                                         Unlisted{"RFC1-must", "250", "<close>", Grade::blocked},
                                         Unlisted{"RFC1-must", "250", "<reset>", Grade::blocked},
                                         Unlisted{"RFC1-must", "250", "252 maybe", Grade::warn},
                                         Unlisted{"RFC1-must", "250", "354 go on", Grade::fail},
                                         Unlisted{"RFC1-must", "250", "nonsense", Grade::blocked},
                                         Unlisted{"RFC1-must", "5yz", "250 ok", Grade::fail}));

/// RFC 5321 §4.1.4: 503 speaks of the commands before.
class CalledOutOfOrder : public testing::Test {
 protected:
  static Result ask(const std::string& steps, std::vector<std::string> answers) {
    Script script{.replies = {"220 mx", "250 mx"}};
    script.replies.insert(script.replies.end(), answers.begin(), answers.end());
    return play(scenario(steps), script).result;
  }
  const std::string again_ =
      "C: MAIL FROM:<a@b.test>\nS: 250\nC: RSET\nS: 250\nC: MAIL FROM:<\"a b\"@b.test>\nS? 250\n";
};

TEST_F(CalledOutOfOrder, IsNotChargedToTheQuestionWhereRsetMayHaveFailed) {
  EXPECT_EQ(ask(again_, {"250 ok", "250 ok", "503 nested MAIL"}).verdict, Grade::blocked);
  EXPECT_EQ(ask(again_, {"250 ok", "250 ok", "501 syntax"}).verdict, Grade::fail);
}

TEST_F(CalledOutOfOrder, IsNotMeantByAClassOfCodes) {
  const std::string any = again_ + " | fail 5yz \"the quotes were refused\"\n";
  EXPECT_EQ(ask(any, {"250 ok", "250 ok", "503 nested MAIL"}).verdict, Grade::blocked);
  const std::string named = again_ + " | fail 503 \"called out of order\"\n";
  EXPECT_EQ(ask(named, {"250 ok", "250 ok", "503 nested MAIL"}).verdict, Grade::fail);
}

TEST_F(CalledOutOfOrder, ConvictsWhereTheVerbWasTakenAtTheSamePoint) {
  const std::string second =
      "C: MAIL FROM:<a@b.test>\nS: 250\nC: RCPT TO:<a@b.test>\nS: 250\nC: NOOP\nS: 250\nC: RCPT "
      "TO:<A@b.test>\nS? 250\n";
  EXPECT_EQ(ask(second, {"250 ok", "250 ok", "250 ok", "503 no"}).verdict, Grade::fail);
}

TEST_F(CalledOutOfOrder, ConvictsWhereACommandMayComeAtAnyTime) {
  EXPECT_EQ(ask("C: RSET\nS? 250\n", {"503 no"}).verdict, Grade::fail);
}

TEST(Reply, ThatEndsInCrWithoutLfIsABreach) {
  const Result result =
      play(scenario("C: NOOP\nS? 250\n"), {.replies = {"220 mx", "250 mx", "250 ok\r"}}).result;
  ASSERT_FALSE(result.general.empty());
  EXPECT_EQ(result.general.front().check, "reply-form");
}

TEST(Question, ARefusalConvictsAfterTheSameVerbWasTaken) {
  const std::string text = scenario("C: VRFY alice\nS: 250\nC: VRFY <alice>\nS? 250\n");
  EXPECT_EQ(play(text, {.replies = {"220 mx", "250 mx", "250 ok", "501 no"}}).result.verdict, Grade::fail);
}

TEST(Question, AVerbWithoutArgumentNeedsNoControl) {
  EXPECT_EQ(play(scenario("C: NOOP\nS? 250\n"), {.replies = {"220 mx", "250 mx", "500 no"}}).result.verdict,
            Grade::fail);
}

TEST(Question, AServerWithoutEhloIsNotBlamedForWhatEhloAnnounces) {
  const auto asked = [](const std::string& rows) {
    return play(scenario("given connected\nC: EHLO client.test\nS? 250\n" + rows),
                {.replies = {"220 mx", "502 no such command", "221 bye"}})
        .result.verdict;
  };
  EXPECT_EQ(asked(""), Grade::blocked);
  EXPECT_EQ(asked(" | fail 502 \"EHLO is not implemented\"\n"), Grade::fail);
}

TEST(Question, ADemandForTlsOrAuthIsNoRefusal) {
  const std::string text = scenario("C: VRFY alice\nS? 250\n | fail 5yz \"refused\"\n");
  EXPECT_EQ(play(text, {.replies = {"220 mx", "250 mx", "530 log in"}}).result.verdict, Grade::blocked);
  EXPECT_EQ(play(text, {.replies = {"220 mx", "250 mx", "550 no"}}).result.verdict, Grade::fail);
  const std::string refusal = scenario("C: VRFY alice\nS? 501\n | warn 5yz \"another code\"\n");
  EXPECT_EQ(play(refusal, {.replies = {"220 mx", "250 mx", "530 log in"}}).result.verdict, Grade::note);
  const std::string noop = scenario("C: NOOP\nS? 250\n | fail 5yz \"refused\"\n");
  EXPECT_EQ(play(noop, {.replies = {"220 mx", "250 mx", "530 log in"}}).result.verdict, Grade::fail);
}

TEST(Question, MatchesTextAndCaptures) {
  const std::string text =
      scenario("C: NOOP\nS: 250 capture id /id=(\\w+)/\nC: NOOP ${id}\nS? 250 text /OK/i\n");
  const Played played = play(text, {.replies = {"220 mx", "250 mx", "250 id=x7", "250 ok"}});
  EXPECT_EQ(played.result.verdict, Grade::pass) << played.result.message;
  EXPECT_THAT(played.sent, HasSubstr("NOOP x7\r\n"));
}

TEST(Question, LooksAtKeywords) {
  const std::string text =
      scenario("given connected\nC: EHLO ${client}\nS? 250 has SIZE AUTH=PLAIN lacks TURN\n");
  const auto verdict = [&](const char* ehlo) {
    return play(text, {.replies = {"220 mx", ehlo}}).result.verdict;
  };
  EXPECT_EQ(verdict("250-mx\r\n250-size 100\r\n250 AUTH LOGIN plain"), Grade::pass);
  EXPECT_EQ(verdict("250-mx\r\n250-SIZE 100\r\n250 AUTH LOGIN"), Grade::fail);
  EXPECT_EQ(verdict("250-mx\r\n250-SIZE 100\r\n250-TURN\r\n250 AUTH LOGIN PLAIN"), Grade::fail);
}

TEST(Question, CanAskForAClose) {
  const std::string text = scenario("C: QUIT\nS: 221\nS? close\n");
  EXPECT_EQ(play(text, {.replies = {"220 mx", "250 mx", "221 bye\r\n"}}).result.verdict, Grade::fail);
  const Result stays =
      play(text, {.replies = {"220 mx", "250 mx", "221 bye", "500 what", "250 ok", "500 what", "250 ok"}})
          .result;
  EXPECT_EQ(stays.verdict, Grade::fail) << stays.message;
}

TEST(Question, AskedForACloseThatComesBehindANudgeIsAnswered) {
  const std::string text = scenario("C: QUIT\nS: 221\nS? close\n");
  const Result result =
      play(text, {.replies = {"220 mx", "250 mx", "221 bye", "500 what", "<close>"}}).result;
  EXPECT_EQ(result.verdict, Grade::pass) << result.message;
}

TEST(Question, PlaysTheVariantItIsGiven) {
  const std::string text = scenario("variant a code 1\nvariant b code 2\nC: NOOP ${code}\nS? 250\n");
  EXPECT_THAT(play(text, {.replies = {"220 mx", "250 mx", "250 ok"}}, some_circumstances(), "b").sent,
              HasSubstr("NOOP 2\r\n"));
}

TEST(OutOfStep, AnUnaskedReplyBlocksAndIsSeenByTheGeneralCheck) {
  const Result result =
      play(kRset, {.replies = {"220 mx", "250 mx", "250 ok\r\n250 ok", "250 ok", "250 ok"}}).result;
  EXPECT_EQ(result.verdict, Grade::blocked) << result.message;
  ASSERT_EQ(result.general.size(), 1U);
  EXPECT_EQ(result.general.front().check, "one-reply-a-command");
  EXPECT_EQ(result.general.front().finding.grade, Grade::fail);
}

}  // namespace
}  // namespace smtpspec::player
