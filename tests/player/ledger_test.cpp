#include "harness/player/ledger.hpp"

#include <gtest/gtest.h>

namespace smtpspec::player {
namespace {

reply::Reply reply(int code) { return {.code = code, .lines = {""}}; }

Ledger greeted() {
  Ledger out;
  out.answered(reply(220));
  return out;
}

TEST(Ledger, AnswersCommandsInOrder) {
  Ledger ledger = greeted();
  ledger.wrote("MAIL FROM:<a@b>\r\nRCPT ");
  ledger.wrote("TO:<c@d>\r\n");
  EXPECT_EQ(ledger.open(), 2U);
  EXPECT_EQ(ledger.answered(reply(250)).label, "MAIL FROM:<a@b>");
  EXPECT_EQ(ledger.answered(reply(550)).verb, "RCPT");
  EXPECT_TRUE(ledger.accepted("MAIL"));
  EXPECT_FALSE(ledger.accepted("RCPT"));
}

TEST(Ledger, TheContentIsAnsweredOnceAtItsEnd) {
  Ledger ledger = greeted();
  ledger.wrote("DATA\r\n");
  ledger.answered(reply(354));
  ledger.wrote("x\r\n..\r\n.x\r");
  EXPECT_EQ(ledger.open(), 0U);
  ledger.wrote("\n.\r");
  EXPECT_EQ(ledger.open(), 0U);
  ledger.wrote("\nNOOP\r\n");
  EXPECT_EQ(ledger.answered(reply(250)).what, Asked::What::content);
  EXPECT_EQ(ledger.answered(reply(250)).label, "NOOP");
}

TEST(Ledger, WhatStandsBehindDataDependsOnItsAnswer) {
  Ledger refused = greeted();
  refused.wrote("DATA\r\nNOOP\r\n");
  EXPECT_EQ(refused.open(), 1U);
  refused.answered(reply(503));
  EXPECT_EQ(refused.waiting_for(), "NOOP");
  Ledger taken = greeted();
  taken.wrote("DATA\r\nNOOP\r\n");
  taken.answered(reply(354));
  EXPECT_EQ(taken.open(), 0U);
}

TEST(Ledger, ChunksAreNotCommands) {
  Ledger ledger = greeted();
  ledger.wrote("BDAT 6 LAST\r\nNOOP\r\nRSET\r\n");
  EXPECT_EQ(ledger.answered(reply(250)).label, "BDAT 6 LAST");
  EXPECT_EQ(ledger.waiting_for(), "RSET");
}

TEST(Ledger, LmtpAnswersForEachRecipient) {
  Ledger ledger = greeted();
  ledger.one_reply_a_recipient();
  ledger.wrote("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nRCPT TO:<e@f>\r\nRCPT TO:<g@h>\r\nDATA\r\n");
  for (const int code : {250, 250, 550, 250, 354}) ledger.answered(reply(code));
  ledger.wrote("x\r\n.\r\n");
  EXPECT_EQ(ledger.open(), 2U);
}

TEST(Ledger, DoubtsWhatServersReadDifferently) {
  EXPECT_TRUE(greeted().clean());
  for (const char* octets : {"NOOP\n", "NO\rOP\r\n", "\r\n", "BDAT x\r\n"}) {
    Ledger ledger = greeted();
    ledger.wrote(octets);
    EXPECT_FALSE(ledger.clean()) << octets;
  }
  Ledger early;
  early.wrote("EHLO x\r\n");
  EXPECT_FALSE(early.clean());
}

TEST(Ledger, AResponseIsNoCommand) {
  Ledger ledger = greeted();
  ledger.wrote("AUTH LOGIN\r\n");
  ledger.answered(reply(334));
  ledger.wrote("c2VjcmV0\r\n");
  EXPECT_EQ(ledger.answered(reply(235)).label, "the response");
}

}  // namespace
}  // namespace smtpspec::player
