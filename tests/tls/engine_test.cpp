#include "reference/tls/engine.hpp"

#include "tests/tls/pair.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::tls {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Engine, CarriesEachSendAsOneRecord) {
  Pair pair = make_pair();
  pair.pump();
  ASSERT_TRUE(pair.both_up());
  pair.client.send("EHLO a\r\n");
  pair.client.send("NOOP\r\n");
  pair.server.send("250 ok\r\n");
  pair.pump();
  EXPECT_THAT(pair.at_server, ElementsAre("EHLO a\r\n", "NOOP\r\n"));
  EXPECT_THAT(pair.at_client, ElementsAre("250 ok\r\n"));
}

TEST(Engine, NamesVersionAndCipher) {
  Pair pair = make_pair();
  pair.pump();
  EXPECT_THAT(pair.client.session(), HasSubstr("TLSv1.3 TLS_"));
  EXPECT_EQ(pair.client.session(), pair.server.session());
}

TEST(Engine, TellsTheServerTheNameButNotAnAddress) {
  Pair named = make_pair(std::string::npos, insecure_client(), "mail.example.test");
  named.pump();
  EXPECT_EQ(named.server.requested_name(), "mail.example.test");
  Pair numbered = make_pair(std::string::npos, insecure_client(), "127.0.0.1");
  numbered.pump();
  ASSERT_TRUE(numbered.both_up());
  EXPECT_EQ(numbered.server.requested_name(), "");
}

TEST(Engine, DoesNotCareHowItsInputIsCut) {
  for (const std::size_t cut : std::initializer_list<std::size_t>{1, 2, 3, 5, 7, 100, 1000, 16384}) {
    Pair pair = make_pair(cut);
    pair.pump();
    ASSERT_TRUE(pair.both_up()) << cut;
    pair.client.send("one");
    pair.client.send(std::string(20'000, 'x'));
    pair.client.close();
    pair.give(pair.client.take_cipher() + "RAW\r\n", pair.server, pair.at_server);
    EXPECT_THAT(pair.at_server, ElementsAre("one", std::string(16384, 'x'), std::string(20'000 - 16384, 'x')))
        << cut;
    EXPECT_EQ(pair.server.state(), Engine::State::closed) << cut;
    EXPECT_EQ(pair.server.take_raw(), "RAW\r\n") << cut;
  }
}

TEST(Engine, MaySendAfterThePeerSaidCloseNotify) {
  Pair pair = make_pair();
  pair.pump();
  pair.client.close();
  pair.pump();
  ASSERT_EQ(pair.server.state(), Engine::State::closed);
  pair.server.send("221 bye\r\n");
  pair.pump();
  EXPECT_THAT(pair.at_client, ElementsAre("221 bye\r\n"));
}

TEST(Engine, KeepsPlainTextThatCameInsteadOfAHandshake) {
  for (const std::size_t cut : {std::size_t{1}, std::string::npos}) {
    Pair pair = make_pair(cut);
    pair.give("454 4.7.0 no\r\n", pair.client, pair.at_client);
    EXPECT_EQ(pair.client.state(), Engine::State::failed);
    EXPECT_EQ(pair.client.why(), "plain text came instead of TLS");
    EXPECT_EQ(pair.client.take_raw(), "454 4.7.0 no\r\n");
    EXPECT_THAT(pair.at_client, IsEmpty());
  }
}

TEST(Engine, RefusesGarbageThatLooksLikeAHandshake) {
  Pair pair = make_pair();
  pair.give(std::string("\x16\x03\x01\xff\xff") + std::string(70'000, '\0'), pair.client, pair.at_client);
  EXPECT_EQ(pair.client.state(), Engine::State::failed);
  EXPECT_FALSE(pair.client.why().empty());
}

TEST(Engine, CallsAnEndWithoutCloseNotifyAFailure) {
  Pair pair = make_pair();
  pair.client.end();
  EXPECT_EQ(pair.client.why(), "the connection ended in the middle of the handshake");
  Pair up = make_pair();
  up.pump();
  up.client.end();
  EXPECT_EQ(up.client.state(), Engine::State::failed);
  EXPECT_EQ(up.client.why(), "the connection ended without close_notify");
  Pair closed = make_pair();
  closed.pump();
  closed.server.close();
  closed.pump();
  closed.client.end();
  EXPECT_EQ(closed.client.state(), Engine::State::closed);
}

TEST(Engine, NoticesAnOctetThatWasChangedOnTheWay) {
  Pair pair = make_pair();
  pair.pump();
  pair.server.send("250 ok\r\n");
  std::string cipher = pair.server.take_cipher();
  cipher.back() = static_cast<char>(cipher.back() ^ 1);
  pair.give(cipher, pair.client, pair.at_client);
  EXPECT_EQ(pair.client.state(), Engine::State::failed);
  EXPECT_THAT(pair.client.why(), HasSubstr("bad record mac"));
  pair.pump();
  EXPECT_THAT(pair.server.why(), HasSubstr("the alert 'bad record mac'"));
}

TEST(Engine, KeepsRecordsThatArrivedBeforeTheEnd) {
  Pair pair = make_pair();
  pair.pump();
  pair.server.send("421 going\r\n");
  pair.client.receive(pair.server.take_cipher());
  EXPECT_EQ(pair.client.take_record(), "421 going\r\n");
  EXPECT_EQ(pair.client.take_record(), "");
  pair.client.end();
  EXPECT_EQ(pair.client.state(), Engine::State::failed);
}

}  // namespace
}  // namespace smtpspec::tls
