#include "tests/oracle/dialogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Content that is refused, before its end or at it.
namespace smtpspec::oracle {
namespace {

Oracle in_content() {
  Oracle oracle = in_transaction();
  answer(oracle, "DATA\r\n", "354 go\r\n");
  return oracle;
}

/// RFC 5321 §4.1.1.4 has a reply follow the end of the content, §4.2 one: who says it early and then reads on
/// to the end, or closes (§7.8), keeps the client in step.
TEST(Oracle, ToleratesARefusalBeforeTheEndOfTheContent) {
  for (const std::string_view refusal : {"552 too big\r\n", "451 later\r\n", "554 spam\r\n", "550 no\r\n"}) {
    Oracle oracle = in_content();
    EXPECT_EQ(answer(oracle, "Subject: x\r\n\r\nx\r\n", refusal).grade, Grade::tolerable);
    Oracle closed = oracle;
    EXPECT_EQ(closed.closed().grade, Grade::lawful);
    Oracle tired = oracle;
    EXPECT_EQ(tired.received(reply_of("421 enough\r\n")).grade, Grade::lawful);
    EXPECT_EQ(tired.closed().grade, Grade::lawful);
    oracle.sent("NOOP\r\nMAIL FROM:<x@client.test>\r\n.\r\n");
    EXPECT_FALSE(oracle.reply_due());
    EXPECT_EQ(answer(oracle, "NOOP\r\n", "250 ok\r\n").grade, Grade::lawful) << refusal;
    EXPECT_EQ(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "503 MAIL first\r\n").grade, Grade::lawful);
    EXPECT_TRUE(accuses(answer(oracle, "NOOP\r\n", "502 ?\r\n")));
  }
  Oracle oracle = in_content();
  EXPECT_EQ(answer(oracle, "x\r\n", "421 too much\r\n").grade, Grade::lawful);
  EXPECT_EQ(oracle.closed().grade, Grade::lawful);
  Oracle early = in_content();
  EXPECT_TRUE(accuses(answer(early, "x\r\n", "250 ok\r\n")));
}

/// What follows is out of step: it is said once.
TEST(Oracle, ConvictsOnceWhoRefusesContentAndAnswersTheRestOfIt) {
  struct Row {
    std::string_view content, deviation;
  };
  for (const Row& row :
       {Row{"x\r\n", "end-of-data-replies=two"}, Row{"x\ny\r\n", "bare-lf-in-content=resumes"},
        Row{"x\ry\r\n", "bare-cr-in-content=resumes"}}) {
    Oracle early = in_content();
    EXPECT_EQ(answer(early, row.content, "554 no\r\n").grade, Grade::tolerable);
    constexpr std::string_view kRest = "Subject: x\r\nNOOP\r\n.\r\n";
    early.sent(kRest);
    Oracle late = in_content();
    EXPECT_FALSE(accuses(answer(late, std::string(row.content) + std::string(kRest), "554 no\r\n")));
    for (Oracle oracle : {early, late}) {
      const View view = oracle.received(reply_of("500 what?\r\n"));
      EXPECT_EQ(view.grade, Grade::unlawful);
      EXPECT_EQ(view.deviation, row.deviation);
      EXPECT_FALSE(accuses(oracle.received(reply_of("250 ok\r\n"))));
      EXPECT_FALSE(accuses(oracle.received(reply_of("500 what?\r\n"))));
      EXPECT_FALSE(accuses(answer(oracle, "RSET\r\n", "500 what?\r\n")));
      EXPECT_FALSE(accuses(oracle.received(reply_of("250 ok\r\n"))));
    }
  }
}

/// Where the client has gone on in the meantime, the rest of the content is blamed, and not the command.
TEST(Oracle, KnowsAnAnswerToContentFromThatToTheNextCommand) {
  Oracle oracle = in_content();
  EXPECT_EQ(answer(oracle, "x\ny\r\n", "554 no\r\n").grade, Grade::tolerable);
  EXPECT_EQ(answer(oracle, "z\r\n.\r\nRSET\r\n", "500 what?\r\n").deviation, "bare-lf-in-content=resumes");
  EXPECT_FALSE(accuses(oracle.received(reply_of("250 ok\r\n"))));
  // In step again, a command is what it is.
  Oracle other = in_content();
  EXPECT_FALSE(accuses(answer(other, "x\ny\r\n.\r\n", "554 no\r\n")));
  EXPECT_EQ(answer(other, "RSET\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_THAT(answer(other, "RSET\r\n", "500 what?\r\n").clause, testing::HasSubstr("RSET"));
  // In whatever state it is.
  Oracle user = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 AUTH PLAIN\r\n");
  answer(user, "AUTH PLAIN AGEAYg==\r\n", "235 ok\r\n");
  answer(user, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  answer(user, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
  answer(user, "DATA\r\n", "354 go\r\n");
  answer(user, "x\ny\r\n.\r\n", "554 no\r\n");
  answer(user, "RSET\r\n", "250 ok\r\n");
  EXPECT_EQ(user.received(reply_of("250 ok\r\n")).grade, Grade::unexplained);
}

/// RFC 2033 §4.2: how many replies an early one stands for is not known.
TEST(Oracle, ConvictsNobodyBehindContentThatLmtpRefusesEarly) {
  receiver::Site site;
  site.lmtp = true;
  Oracle oracle = greeted_by("LHLO client.test\r\n", "250 mail.example.test\r\n", site);
  for (const std::string_view command : {"MAIL FROM:<a@client.test>\r\n", "RCPT TO:<alice@example.test>\r\n",
                                         "RCPT TO:<bob@example.test>\r\n"})
    answer(oracle, command, "250 ok\r\n");
  answer(oracle, "DATA\r\n", "354 go\r\n");
  EXPECT_EQ(answer(oracle, "x\r\n", "552 too big\r\n").grade, Grade::tolerable);
  EXPECT_FALSE(accuses(answer(oracle, ".\r\n", "552 too big\r\n")));
  EXPECT_FALSE(accuses(answer(oracle, "QUIT\r\n", "221 bye\r\n")));
}

/// Haraka: it has to take them (RFC 2920 §3.1), but loses nothing.
TEST(Oracle, ToleratesThatAGroupBehindContentIsRefused) {
  Oracle oracle = in_transaction();
  answer(oracle, "DATA\r\n", "354 go\r\n");
  oracle.sent("x\r\n.\r\nMAIL FROM:<a@client.test>\r\nRSET\r\n");
  EXPECT_EQ(oracle.received(reply_of("250 ok\r\n")).grade, Grade::lawful);
  EXPECT_EQ(oracle.received(reply_of("503 pipelined\r\n")).grade, Grade::tolerable);
  EXPECT_EQ(oracle.received(reply_of("503 pipelined\r\n")).grade, Grade::tolerable);
  EXPECT_TRUE(accuses(answer(oracle, "RSET\r\n", "503 pipelined\r\n")));
}

}  // namespace
}  // namespace smtpspec::oracle
