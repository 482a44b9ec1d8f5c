#include "tests/oracle/dialogue.hpp"

#include <gtest/gtest.h>

/// Commands and replies of extensions that the model does not have.
namespace smtpspec::oracle {
namespace {

/// RFC 5321 §2.2.2
TEST(Oracle, TakesKeywordsThatItDoesNotKnow) {
  Oracle oracle =
      greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250-X-OURS 1\r\n250 CHUNKING\r\n");
  EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "BDAT 0 LAST\r\n", "250 ok\r\n").grade, Grade::lawful);
}

/// RFC 5321 §2.2.2: what it does, its own specification says.
TEST(Oracle, ConvictsNobodyBehindACommandThatItDoesNotKnowButWasAnnounced) {
  for (const std::string_view reply : {"250 ok\r\n", "354 go\r\n", "299 odd\r\n"}) {
    Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 X-Ours 1\r\n");
    EXPECT_EQ(answer(oracle, "x-oURS now\r\n", reply).grade, Grade::lawful) << reply;
    EXPECT_FALSE(accuses(answer(oracle, "what\r\n", "334 more\r\n")));
    EXPECT_FALSE(accuses(oracle.received(reply_of("EHLO it.is.my.turn\r\n"))));
    EXPECT_FALSE(oracle.reply_due());
    EXPECT_FALSE(accuses(oracle.closed()));
  }
  // Where it was refused nothing happened that a transaction could not survive.
  Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 X-OURS\r\n");
  EXPECT_EQ(answer(oracle, "X-OURS\r\n", "503 not now\r\n").grade, Grade::lawful);
  EXPECT_TRUE(accuses(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n")));
  // Nobody announced it.
  EXPECT_TRUE(accuses(answer(oracle, "MY-OURS\r\n", "250 ok\r\n")));
}

/// RFC 5321 §4.1.5: what begins with X is for private use, and need not be announced.
TEST(Oracle, TakesPrivateCommandsThatNobodyAnnounced) {
  Oracle oracle = greeted();
  EXPECT_FALSE(accuses(answer(oracle, "XYZZY\r\n", "500 what?\r\n")));
  EXPECT_TRUE(accuses(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n")));
  Oracle out_of_form = oracle;
  EXPECT_TRUE(accuses(answer(out_of_form, "XYZZY\r\n", "250\tok\r\n")));
  EXPECT_EQ(answer(oracle, "xyzzy now\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_FALSE(accuses(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n")));
}

/// Postfix: another greeting, of a session that begins anew for another client.
TEST(Oracle, BeginsAnewBehindXclient) {
  constexpr std::string_view kHello = "250-mail.example.test\r\n250-XCLIENT NAME LOGIN\r\n250 AUTH PLAIN\r\n";
  Oracle oracle = greeted_by("EHLO client.test\r\n", kHello);
  EXPECT_EQ(answer(oracle, "XCLIENT NAME=a.test LOGIN=alice\r\n", "220 mail.example.test\r\n").grade,
            Grade::lawful);
  Oracle rude = oracle;
  EXPECT_TRUE(accuses(answer(rude, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n")));
  for (const std::string_view auth : {"503 authenticated\r\n", "235 ok\r\n"}) {
    Oracle other = oracle;
    EXPECT_FALSE(accuses(answer(other, "EHLO a.test\r\n", kHello)));
    EXPECT_FALSE(accuses(answer(other, "AUTH PLAIN AGEAYg==\r\n", auth))) << auth;
    EXPECT_FALSE(accuses(answer(other, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n")));
    EXPECT_FALSE(accuses(answer(other, "RCPT TO:<x@foreign.test>\r\n", "250 ok\r\n")));
    EXPECT_TRUE(accuses(answer(other, "DATA\r\n", "250 ok\r\n")));
  }
}

/// Postfix
TEST(Oracle, GoesOnBehindXforward) {
  Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 XFORWARD NAME\r\n");
  EXPECT_EQ(answer(oracle, "XFORWARD NAME=a.test\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_TRUE(accuses(answer(oracle, "DATA\r\n", "250 ok\r\n")));
}

/// RFC 4468 §3: as BDAT.
TEST(Oracle, TakesBurlForAChunk) {
  constexpr std::string_view kHello = "250-mail.example.test\r\n250-CHUNKING\r\n250 BURL imap\r\n";
  for (const std::string_view last : {" LAST", " last", ""}) {
    Oracle oracle = greeted_by("EHLO client.test\r\n", kHello);
    answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
    answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
    const std::string burl = "BURL imap://a@b.test/" + std::string(last) + "\r\n";
    EXPECT_EQ(answer(oracle, burl, "250 ok\r\n").grade, Grade::lawful);
    Oracle nested = oracle;
    EXPECT_EQ(accuses(answer(nested, "BDAT 0 LAST\r\n", "250 ok\r\n")), !last.empty()) << last;
    EXPECT_EQ(accuses(answer(oracle, "DATA\r\n", "503 no\r\n")), false);
  }
  for (const std::string_view next : {"503 RSET first\r\n", "250 ok\r\n"}) {
    Oracle oracle = greeted_by("EHLO client.test\r\n", kHello);
    answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
    answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
    EXPECT_FALSE(accuses(answer(oracle, "BURL imap://a@b.test/\r\n", "554 no such message\r\n")));
    EXPECT_FALSE(accuses(answer(oracle, "MAIL FROM:<a@client.test>\r\n", next))) << next;
  }
}

/// Exim: a 353 and a reply a recipient at the end of data.
TEST(Oracle, ConvictsNobodyWhereRepliesWereAgreedThatItDoesNotKnow) {
  Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 PRDR\r\n");
  EXPECT_FALSE(accuses(answer(oracle, "MAIL FROM:<a@client.test> PRDR\r\n", "250 ok, PRDR\r\n")));
  answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
  answer(oracle, "DATA\r\n", "354 go\r\n");
  EXPECT_FALSE(accuses(answer(oracle, "x\r\n.\r\n", "353 for each\r\n")));
  EXPECT_FALSE(accuses(oracle.received(reply_of("250 ok\r\n"))));
}

}  // namespace
}  // namespace smtpspec::oracle
