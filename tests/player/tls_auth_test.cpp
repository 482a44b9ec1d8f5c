#include "tests/player/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::player {
namespace {

using testing::HasSubstr;
using testing::Not;

/// PLAIN, and nothing else.
class Plain : public SaslClient {
 public:
  Plain(std::string user, std::string password) : user_(std::move(user)), password_(std::move(password)) {}
  std::optional<std::string> step(const std::optional<std::string>&) override {
    return std::string(1, '\0') + user_ + std::string(1, '\0') + password_;
  }

 private:
  std::string user_, password_;
};

Circumstances with_sasl() {
  Circumstances out = some_circumstances();
  out.sasl = [](const std::string& mechanism, const std::string& user,
                const std::string& password) -> std::unique_ptr<SaslClient> {
    if (mechanism != "PLAIN") return nullptr;
    return std::make_unique<Plain>(user, password);
  };
  return out;
}

TEST(Tls, GivenTlsGreetsAgain) {
  const Played played =
      play(scenario("given tls\nC: NOOP\nS? 250\n"),
           {.replies = {"220 mx", "250-mx\r\n250 STARTTLS", "220 go", "250 mx", "250 ok", "221 bye"}});
  EXPECT_EQ(played.result.verdict, Grade::pass) << played.result.message;
  EXPECT_EQ(played.sent, "EHLO client.test\r\nSTARTTLS\r\nEHLO client.test\r\nNOOP\r\nQUIT\r\n");
  EXPECT_TRUE(played.result.transcript.back().in_tls || played.result.transcript[8].in_tls);
}

TEST(Tls, NotAnnouncedIsASkip) {
  const Result result =
      play(scenario("given tls\nC: NOOP\nS? 250\n"), {.replies = {"220 mx", "250 mx", "221 bye"}}).result;
  EXPECT_EQ(result.verdict, Grade::skip);
  EXPECT_EQ(result.message, "STARTTLS is not announced");
}

TEST(Tls, PlainTextBehindThe220IsAFailedHandshake) {
  const std::string text = scenario("C: STARTTLS\nS: 220\ntls handshake\n | warn failed\n");
  const Script script{
      .replies = {"220 mx", "250-mx\r\n250 STARTTLS", "220 go\r\n500 what is XYZZY", "221 bye"}};
  EXPECT_EQ(play(text, script).result.verdict, Grade::warn);
}

TEST(Tls, AHandshakeCanBeAQuestion) {
  const std::string text = scenario("C: STARTTLS\nS: 220\ntls handshake\n | pass done\n | fail failed\n");
  const std::vector<std::string> replies = {"220 mx", "250-mx\r\n250 STARTTLS", "220 go", "221 bye"};
  EXPECT_EQ(play(text, {.replies = replies}).result.verdict, Grade::pass);
  EXPECT_EQ(play(text, {.replies = replies, .tls_fails = true}).result.verdict, Grade::fail);
}

TEST(Tls, AnAlertIsNoReply) {
  const std::string text = scenario(
      "C: STARTTLS\nS: 220\nC: NOOP\noutcome after 0 until close\n pass \"an alert\" none\n risk "
      "\"answered\" any...\n");
  const Script alert{
      .replies = {"220 mx", "250-mx\r\n250 STARTTLS", "220 go", std::string("\x15\x03\x03\0\x02\x02\n", 7)}};
  const Result result = play(text, alert).result;
  EXPECT_EQ(result.verdict, Grade::pass) << result.message;
  EXPECT_TRUE(result.general.empty());
}

TEST(Tls, AnAlertInTheSegmentOfThe220IsNoReply) {
  const std::string text = scenario(
      "C: STARTTLS\nS: 220\noutcome after 0 until close\n pass \"an alert\" none\n risk \"answered\" "
      "any...\n");
  const std::string go_and_alert("220 go\r\n\x15\x03\x03\0\x02\x02\n", 15);
  const Result result =
      play(text, {.replies = {"220 mx", "250-mx\r\n250 STARTTLS", go_and_alert + "\r"}}).result;
  EXPECT_EQ(result.verdict, Grade::pass) << result.message;
  EXPECT_TRUE(result.general.empty());
}

TEST(Auth, ThatNeverEndsIsBlocked) {
  Script script{.replies = {"220 mx", "250-mx\r\n250 AUTH PLAIN"}};
  script.replies.insert(script.replies.end(), 100, "334 ");
  const Result result = play(scenario("given authenticated\nC: NOOP\nS? 250\n"), script, with_sasl()).result;
  EXPECT_EQ(result.verdict, Grade::blocked);
  EXPECT_EQ(result.message, "AUTH goes on without end");
}

TEST(Auth, IsHiddenInTheTranscript) {
  const Played played =
      play(scenario("given authenticated\nC: NOOP\nS? 250\n"),
           {.replies = {"220 mx", "250-mx\r\n250 AUTH PLAIN", "235 in", "250 ok", "221 bye"}}, with_sasl());
  EXPECT_EQ(played.result.verdict, Grade::pass) << played.result.message;
  EXPECT_THAT(played.sent, HasSubstr("AUTH PLAIN AGFsaWNlAGh1bnRlcjI=\r\n"));
  for (const Entry& entry : played.result.transcript) EXPECT_THAT(entry.octets, Not(HasSubstr("AGFsaWNl")));
}

TEST(Auth, RefusedCredentialsBlockTheSetUp) {
  const Result result =
      play(scenario("given authenticated\nC: NOOP\nS? 250\n"),
           {.replies = {"220 mx", "250-mx\r\n250 AUTH PLAIN", "535 no", "221 bye"}}, with_sasl())
          .result;
  EXPECT_EQ(result.verdict, Grade::blocked);
}

TEST(Auth, CanBeAQuestion) {
  const std::string text =
      scenario("auth PLAIN as alice wrong\n | pass 535\n | fail done \"a wrong password was taken\"\n");
  const auto verdict = [&](const char* reply) {
    return play(text, {.replies = {"220 mx", "250-mx\r\n250 AUTH PLAIN", reply, "221 bye"}}, with_sasl())
        .result.verdict;
  };
  EXPECT_EQ(verdict("535 no"), Grade::pass);
  EXPECT_EQ(verdict("235 in"), Grade::fail);
}

TEST(Profile, DoesTlsAndAuthFirstWhereItMust) {
  Circumstances submission = with_sasl();
  submission.use_starttls = submission.authenticate = true;
  const Script script{.replies = {"220 mx", "250-mx\r\n250 STARTTLS", "220 go", "250-mx\r\n250 AUTH PLAIN",
                                  "235 in", "250 ok", "221 bye"}};
  EXPECT_EQ(play(scenario("C: NOOP\nS? 250\n"), script, submission).result.verdict, Grade::pass);
  EXPECT_THAT(play(scenario("given plain\nC: NOOP\nS? 250\n"), script, submission).sent,
              Not(HasSubstr("STARTTLS")));
}

TEST(Turn, ReadsCommandLinesAndSendsReplies) {
  const std::string text = scenario(
      "C: TURN\nS: 250\nturn\nC: 220 client.test\nS? line /^HELO /\nC: 250 hello\nS? line /^QUIT$/\nC: 221 "
      "bye\n");
  const Played played = play(text, {.replies = {"220 mx", "250 mx", "250 turn", "HELO mx", "QUIT"}});
  EXPECT_EQ(played.result.verdict, Grade::pass) << played.result.message;
}

}  // namespace
}  // namespace smtpspec::player
