#include "reference/reply/visible.hpp"
#include "tests/oracle/dialogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::oracle {
namespace {

TEST(Oracle, NamesTheClauseAndWhatIsPermitted) {
  Oracle oracle = greeted();
  const View view = answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
  EXPECT_EQ(view.grade, Grade::unlawful);
  EXPECT_EQ(view.clause, "RFC5321-3.3-n: Is RCPT taken without MAIL?");
  EXPECT_THAT(view.permitted, testing::StartsWith("503"));
  EXPECT_EQ(view.input, "RCPT TO:<alice@example.test>");
  EXPECT_EQ(view.deviation, "rcpt-before-mail=taken");
}

TEST(Oracle, FollowsTheTarget) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
  // A refused recipient is no recipient, whatever the reason.
  EXPECT_EQ(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "450 greylisted\r\n").grade, Grade::tolerable);
  EXPECT_EQ(answer(oracle, "DATA\r\n", "503 no recipients\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "DATA\r\n", "354 go\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "MAIL\r\n.\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "DATA\r\n", "503 no mail\r\n").grade, Grade::lawful);
}

TEST(Oracle, GivesPipelinedRepliesToTheirCommands) {
  Oracle oracle = greeted();
  oracle.sent("MAIL FROM:<a@client.test>\r\nRCPT TO:<nobody@example.test>\r\nDATA\r\n");
  EXPECT_TRUE(oracle.reply_due());
  EXPECT_EQ(oracle.received(reply_of("250 ok\r\n")).input, "MAIL FROM:<a@client.test>");
  EXPECT_EQ(oracle.received(reply_of("550 no\r\n")).input, "RCPT TO:<nobody@example.test>");
  EXPECT_EQ(oracle.received(reply_of("354 go\r\n")).grade, Grade::lawful);
  EXPECT_FALSE(oracle.reply_due());
  oracle.sent("\r\n.\r\n");
  EXPECT_EQ(oracle.received(reply_of("554 no recipients\r\n")).grade, Grade::lawful);
}

TEST(Oracle, WaitsForTheEndOfAChunk) {
  Oracle oracle = greeted();
  oracle.sent("BDAT 6 LAST\r\nabc");
  EXPECT_FALSE(oracle.reply_due());
  oracle.sent("def");
  EXPECT_TRUE(oracle.reply_due());
}

/// RFC 3030 §2: it is refused, and the last.
TEST(Oracle, LetsARefusedLastChunkEndTheTransaction) {
  for (const std::string_view second : {"250 ok\r\n", "503 nested\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
    EXPECT_EQ(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
    EXPECT_EQ(answer(oracle, "BDAT 1 LAST\r\nx", "451 later\r\n").grade, Grade::lawful);
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", second).grade, Grade::lawful) << second;
  }
}

TEST(Oracle, LetsALineBeRefusedBeforeItsEndWithAClose) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "NO\rOP", "521 bare CR\r\n").grade, Grade::lawful);
  EXPECT_EQ(oracle.closed().grade, Grade::lawful);
  Oracle other = greeted();
  EXPECT_EQ(answer(other, "NOOP", "521 no\r\n").grade, Grade::unexplained);
}

TEST(Oracle, KnowsOfNoChunkWhereTheLineWasRefusedUnread) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "BDAT 5\r \r\n", "500 bare CR\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "250 ok\r\n").grade, Grade::lawful);
}

TEST(Oracle, SeesASmuggledCommand) {
  Oracle oracle = greeted();
  answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
  answer(oracle, "DATA\r\n", "354 go\r\n");
  oracle.sent("x\n.\nRSET\r\n.\r\n");
  // One reply is what CRLF.CRLF asks for; the second can only be that of RSET.
  EXPECT_EQ(oracle.received(reply_of("250 ok\r\n")).grade, Grade::lawful);
  const View second = oracle.received(reply_of("250 reset\r\n"));
  EXPECT_EQ(second.grade, Grade::unlawful);
  EXPECT_EQ(second.deviation, "lf-dot-lf=ends");
}

TEST(Oracle, SeesPlaintextAnsweredInsideTls) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "STARTTLS\r\nNOOP\r\n", "220 go\r\n").grade, Grade::lawful);
  oracle.tls_started();
  const View view = oracle.received(reply_of("250 ok\r\n"));
  EXPECT_EQ(view.grade, Grade::unlawful);
  EXPECT_EQ(view.deviation, "plaintext-behind-starttls=kept");
}

TEST(Oracle, HasNoExplanationForAnExtraReply) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(oracle.received(reply_of("250 ok\r\n")).grade, Grade::unexplained);
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "250 ok\r\n").grade, Grade::lawful);
}

TEST(Oracle, LetsA421ComeAtAnyTime) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "421 shutting down\r\n").grade, Grade::lawful);
  EXPECT_EQ(oracle.closed().grade, Grade::lawful);
}

TEST(Oracle, MindsACloseInsteadOfAReply) {
  Oracle oracle = greeted();
  oracle.sent("NOOP\r\n");
  EXPECT_EQ(oracle.closed().grade, Grade::unlawful);
}

/// RFC 5321 §4.2: codes that are not listed are a matter of SHOULD; RFC 7504 §4: 556.
TEST(Oracle, LetsPolicyHaveCodesOfItsOwn) {
  for (const std::string_view refusal : {"541 spam\r\n", "556 null MX\r\n", "571 blocked\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", refusal).grade, Grade::tolerable) << refusal;
  }
  for (const std::string_view blame : {"500 ?\r\n", "502 ?\r\n", "503 ?\r\n", "555 ?\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", blame).grade, Grade::unlawful) << blame;
  }
}

/// Postfix refuses at RCPT what it holds against the client (smtpd_delay_reject), with the code that is due
/// at EHLO. RFC 5321 §7.9 has policy at RCPT, §4.3.2 501 wherever an argument is wrong: so one has to be.
TEST(Oracle, LetsRcptBeRefusedForTheNameOfTheClient) {
  const auto rcpt = [](std::string_view name, std::string_view reply) {
    Oracle oracle = greeted_by("EHLO " + std::string(name) + "\r\n", "250 mail.example.test\r\n");
    answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
    const View view = answer(oracle, "RCPT TO:<alice@example.test>\r\n", reply);
    EXPECT_FALSE(accuses(answer(oracle, "DATA\r\n", "503 no recipients\r\n"))) << name << " " << reply;
    return view.grade;
  };
  for (const std::string_view name :
       {"client", "my_client.test", "127.0.0.1", "[127.0.0", "client..test", "!"}) {
    for (const std::string_view refusal :
         {"450 later\r\n", "501 5.5.2 no name\r\n", "504 5.5.2 ?\r\n", "550 no\r\n"})
      EXPECT_LT(rcpt(name, refusal), Grade::unlawful) << name << " " << refusal;
    for (const std::string_view refusal : {"500 ?\r\n", "502 ?\r\n", "503 ?\r\n", "555 ?\r\n"})
      EXPECT_EQ(rcpt(name, refusal), Grade::unlawful) << name << " " << refusal;
  }
  for (const std::string_view name : {"client.test", "[127.0.0.1]", "[IPv6:::1]", "b\xc3\xbc.test"}) {
    EXPECT_EQ(rcpt(name, "501 5.5.2 no name\r\n"), Grade::unlawful) << name;
    for (const std::string_view refusal : {"450 later\r\n", "504 5.5.2 ?\r\n", "550 no\r\n"})
      EXPECT_EQ(rcpt(name, refusal), Grade::tolerable) << name << " " << refusal;
  }
}

/// RFC 5321 §3.1: after 554 for a greeting all but QUIT SHOULD be 503.
TEST(Oracle, LetsARefusedSessionStayRefused) {
  Oracle oracle(std::make_shared<receiver::Site>());
  oracle.received(reply_of("554 no mail from you\r\n"));
  EXPECT_EQ(answer(oracle, "EHLO client.test\r\n", "503 no\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "QUIT\r\n", "221 bye\r\n").grade, Grade::lawful);
}

/// idle-deadline=stays-open
TEST(Oracle, GoesOnWhereWhoSaid421DidNotClose) {
  Oracle oracle = greeted();
  EXPECT_EQ(oracle.received(reply_of("421 timeout\r\n")).grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "250 ok\r\n").grade, Grade::tolerable);
}

/// RFC 5321 §4.1.4 has the name of the client looked at by those who want to.
TEST(Oracle, LetsAnyNameOfTheClientBeTaken) {
  for (const std::string_view hello : {"EHLO b\xff\r\n", "EHLO b\x07\r\n", "EHLO b\xc3\xbc.test\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, hello, "250 ok\r\n").grade, Grade::lawful) << reply::visible(hello);
  }
}

/// No standard says what it leaves; Haraka drops the transaction, Exim keeps it.
TEST(Oracle, DoesNotKnowWhatARefusedDataLeaves) {
  for (const std::string_view next : {"503 MAIL first\r\n", "354 go\r\n"}) {
    Oracle oracle = in_transaction();
    EXPECT_FALSE(accuses(answer(oracle, "DATA\r\n", "451 later\r\n")));
    EXPECT_FALSE(accuses(answer(oracle, "DATA\r\n", next))) << next;
  }
  // Out of order it is refused in the state that was (RFC 5321 §4.1.4).
  Oracle oracle = greeted();
  answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  EXPECT_FALSE(accuses(answer(oracle, "DATA\r\n", "503 RCPT first\r\n")));
  EXPECT_TRUE(accuses(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "503 MAIL first\r\n")));
}

/// RFC 5321 §4.1.4 has 501 and 503 leave the transaction as it was. No standard says what a nested MAIL
/// leaves that is taken for a new transaction and then refused by policy; Haraka drops the one before.
TEST(Oracle, DoesNotKnowWhatANestedMailLeavesThatPolicyRefuses) {
  for (const std::string_view refusal : {"451 later\r\n", "550 not you\r\n", "553 not this sender\r\n"}) {
    for (const std::string_view next : {"503 MAIL first\r\n", "250 ok\r\n"}) {
      Oracle oracle = in_transaction();
      EXPECT_FALSE(accuses(answer(oracle, "MAIL FROM:<b@client.test>\r\n", refusal))) << refusal;
      EXPECT_FALSE(accuses(answer(oracle, "RCPT TO:<bob@example.test>\r\n", next))) << refusal << next;
      EXPECT_FALSE(accuses(answer(oracle, "DATA\r\n", next.starts_with("503") ? next : "354 go\r\n")))
          << refusal << next;
    }
  }
  for (const std::string_view refusal : {"501 bad\r\n", "503 nested\r\n"}) {
    Oracle oracle = in_transaction();
    answer(oracle, "MAIL FROM:<b@client.test>\r\n", refusal);
    EXPECT_TRUE(accuses(answer(oracle, "RCPT TO:<bob@example.test>\r\n", "503 MAIL first\r\n"))) << refusal;
  }
}

/// RFC 5321 §4.1.4: there is no transaction then.
TEST(Oracle, LetsRcptBeRefusedBehindARefusedMail) {
  for (const std::string_view refusal : {"451 later\r\n", "550 not you\r\n", "530 AUTH first\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", refusal).grade, Grade::tolerable) << refusal;
    EXPECT_EQ(answer(oracle, "RCPT TO:<bob@example.test>\r\n", "503 MAIL first\r\n").grade, Grade::lawful);
    EXPECT_TRUE(accuses(answer(oracle, "RCPT TO:<bob@example.test>\r\n", "250 ok\r\n"))) << refusal;
  }
}

/// Who says that there is no transaction has none.
TEST(Oracle, HoldsATargetToWhatItSaid) {
  Oracle oracle = in_transaction();
  answer(oracle, "MAIL FROM:<b@client.test>\r\n", "550 not you\r\n");
  EXPECT_FALSE(accuses(answer(oracle, "RCPT TO:<bob@example.test>\r\n", "503 MAIL first\r\n")));
  EXPECT_TRUE(accuses(answer(oracle, "RCPT TO:<bob@example.test>\r\n", "250 ok\r\n")));
  EXPECT_FALSE(accuses(answer(oracle, "RSET\r\n", "250 ok\r\n")));
}

/// RFC 3030 §2: the transaction has failed, and RSET is to follow.
TEST(Oracle, LetsAllBeRefusedBehindARefusedChunk) {
  for (const std::string_view next :
       {"BDAT 1\r\nx", "BDAT 1 LAST\r\nx", "DATA\r\n", "RCPT TO:<bob@example.test>\r\n"}) {
    Oracle oracle = in_transaction();
    EXPECT_FALSE(accuses(answer(oracle, "BDAT 1\r\nx", "451 later\r\n")));
    EXPECT_FALSE(accuses(answer(oracle, next, "503 RSET first\r\n"))) << next;
    EXPECT_FALSE(accuses(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "503 RSET first\r\n"))) << next;
    EXPECT_FALSE(accuses(answer(oracle, "RSET\r\n", "250 ok\r\n")));
    EXPECT_TRUE(accuses(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "503 RSET first\r\n"))) << next;
  }
}

TEST(Oracle, AccusesNobodyOfWhatItDoesNotFollow) {
  Oracle oracle = greeted();
  answer(oracle, "STARTTLS\r\n", "502 no\r\n");
  oracle.tls_started();  // by a reading that is not among those that are followed
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "500 what\r\n").grade, Grade::tolerable);
  EXPECT_EQ(oracle.closed().grade, Grade::tolerable);
}

/// RFC 3030 §2 speaks of chunks that are refused, RFC 5321 §4.1.4 of syntax.
TEST(Oracle, DoesNotKnowWhatAMalformedBdatLeaves) {
  for (const std::string_view reply : {"250 ok\r\n", "503 RSET first\r\n"}) {
    Oracle oracle = in_transaction();
    EXPECT_EQ(answer(oracle, "BDAT x\r\n", "501 count\r\n").grade, Grade::lawful);
    EXPECT_FALSE(accuses(answer(oracle, "BDAT 1 LAST\r\nx", reply))) << reply;
  }
}

/// RFC 3030 §2: "indeterminate".
TEST(Oracle, DoesNotKnowWhatDataBehindAChunkLeaves) {
  Oracle oracle = in_transaction();
  EXPECT_EQ(answer(oracle, "BDAT 1\r\nx", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "DATA\r\n", "503 BDAT\r\n").grade, Grade::lawful);
  EXPECT_FALSE(accuses(answer(oracle, "BDAT 1\r\nx", "503 RSET first\r\n")));
}

/// RFC 2033 §4.2 has a reply a recipient for a message that was read.
TEST(Oracle, LetsLmtpRefuseAnUnreadLastChunkOnce) {
  receiver::Site site;
  site.lmtp = true;
  Oracle oracle = greeted_by("LHLO client.test\r\n", "250-mail.example.test\r\n250 CHUNKING\r\n", site);
  for (const std::string_view command : {"MAIL FROM:<a@client.test>\r\n", "RCPT TO:<alice@example.test>\r\n",
                                         "RCPT TO:<bob@example.test>\r\n"})
    EXPECT_EQ(answer(oracle, command, "250 ok\r\n").grade, Grade::lawful);
  EXPECT_FALSE(accuses(answer(oracle, "BDAT 1\r\nx", "451 later\r\n")));
  EXPECT_FALSE(accuses(answer(oracle, "BDAT 1 LAST\r\nx", "503 RSET first\r\n")));
  EXPECT_FALSE(accuses(answer(oracle, "QUIT\r\n", "221 bye\r\n")));
  EXPECT_EQ(oracle.closed().grade, Grade::lawful);
}

/// RFC 5321 §2.2.1: what is offered is in the answer to EHLO.
TEST(Oracle, LetsExtensionsBeRefusedAfterHelo) {
  for (const std::string_view command :
       {"STARTTLS\r\n", "AUTH PLAIN\r\n", "EXPN staff\r\n", "BDAT 0 LAST\r\n"}) {
    Oracle oracle = greeted_by("HELO client.test\r\n", "250 mail.example.test\r\n");
    EXPECT_EQ(answer(oracle, command, "502 not here\r\n").grade, Grade::lawful) << command;
  }
  // Nor are the octets behind it a chunk then.
  Oracle oracle = greeted_by("HELO client.test\r\n", "250 mail.example.test\r\n");
  EXPECT_EQ(answer(oracle, "BDAT 6\r\nNOOP\r\n", "502 not here\r\n").grade, Grade::lawful);
  EXPECT_EQ(oracle.received(reply_of("250 ok\r\n")).grade, Grade::lawful);
}

/// Haraka; the text is empty but for a blank (RFC 4954 §4).
TEST(Oracle, SeesNoTextInABlankChallenge) {
  Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 AUTH PLAIN\r\n");
  EXPECT_EQ(answer(oracle, "AUTH PLAIN\r\n", "334  \r\n").grade, Grade::lawful);
  EXPECT_TRUE(accuses(answer(oracle, "AHNlYw==\r\n", "334 Username:\r\n")));
}

TEST(Oracle, KnowsTheMechanismsOfAllLines) {
  Oracle oracle =
      greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250-AUTH NTLM\r\n250 AUTH LOGIN\r\n");
  EXPECT_EQ(answer(oracle, "AUTH NTLM\r\n", "334 \r\n").grade, Grade::lawful);
}

TEST(Oracle, AwaitsTheEndOfALineHoweverLong) {
  Oracle oracle = greeted();
  oracle.sent(std::string(20'000, 'x'));
  EXPECT_FALSE(oracle.reply_due());
  Oracle closed = oracle;
  EXPECT_EQ(closed.closed().grade, Grade::tolerable);
  oracle.sent("\r\n");
  EXPECT_TRUE(oracle.reply_due());
}

/// RFC 5321 §4.1.4: EHLO resets as RSET does.
TEST(Oracle, LetsEhloForgetWhoAuthenticatedAsRset) {
  for (const std::string_view reset : {"EHLO client.test\r\n", "RSET\r\n"}) {
    constexpr std::string_view kHello = "250-mail.example.test\r\n250 AUTH PLAIN\r\n";
    Oracle oracle = greeted_by("EHLO client.test\r\n", kHello);
    EXPECT_EQ(answer(oracle, "AUTH PLAIN AGEAYg==\r\n", "235 ok\r\n").grade, Grade::lawful);
    EXPECT_EQ(answer(oracle, reset, kHello).grade, Grade::lawful);
    EXPECT_FALSE(accuses(answer(oracle, "AUTH PLAIN AGEAYg==\r\n", "235 ok\r\n"))) << reset;
  }
}

/// Where it only SHOULD be refused: RFC 5321 §2.4, RFC 3461 §5.1 (b) and §4.5; where no sentence forbids it:
/// an empty ENVID, LHLO.
TEST(Oracle, ToleratesWhatOnlyShouldBeRefused) {
  for (const std::string_view command :
       {"MAIL FROM:<\xfc@client.test>\r\n", "MAIL FROM:<\"a@client.test>\r\n",
        "MAIL FROM:<a@client.test> ENVID=\r\n", "MAIL FROM:<a@client.test> RET=FULL RET=FULL\r\n",
        "LHLO client.test\r\n"}) {
    Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 DSN\r\n");
    EXPECT_EQ(answer(oracle, command, "250 ok\r\n").grade, Grade::tolerable) << reply::visible(command);
  }
  for (const std::string_view parameter : {"NOTIFY=NO", "NOTIFY=NEVER,DELAY", "ORCPT=alice"}) {
    Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 DSN\r\n");
    answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
    const std::string rcpt = "RCPT TO:<alice@example.test> " + std::string(parameter) + "\r\n";
    EXPECT_EQ(answer(oracle, rcpt, "250 ok\r\n").grade, Grade::tolerable) << parameter;
  }
}

/// RFC 5321 §7.8; Postfix.
TEST(Oracle, LetsAnotherProtocolBeTurnedAway) {
  for (const std::string_view line :
       {"GET / HTTP/1.0\r\n", "Subject: x\r\n", ".\r\n", "<x>\r\n", "0123\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, line, "221 Goodbye\r\n").grade, Grade::lawful) << line;
    EXPECT_EQ(oracle.closed().grade, Grade::lawful);
  }
  Oracle oracle = greeted();
  EXPECT_TRUE(accuses(answer(oracle, "PLUGH\r\n", "221 Goodbye\r\n")));
}

/// What is refused for one of several reasons may have been refused for another.
TEST(Oracle, LetsWhatIsRefusedAnywayBeRefusedWithAnyReason) {
  constexpr std::string_view kHello = "250-mail.example.test\r\n250 DSN\r\n";
  const auto rcpt = [&](std::string_view command) {
    Oracle oracle = greeted_by("EHLO client.test\r\n", kHello);
    answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
    return answer(oracle, command, "501 syntax\r\n").grade;
  };
  EXPECT_EQ(rcpt("RCPT TO:<\"\"@example.test>\r\n"), Grade::tolerable);
  EXPECT_EQ(rcpt("RCPT TO:<\"alice@example.test\"@foreign.test>\r\n"), Grade::tolerable);
  EXPECT_EQ(rcpt("RCPT TO:<\"alice\"@example.test>\r\n"), Grade::unlawful);
  Oracle oracle = greeted_by("EHLO client.test\r\n", kHello);
  EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test> RET\r\n", "555 unknown\r\n").grade, Grade::tolerable);
  EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test> RET=FULL\r\n", "555 unknown\r\n").grade,
            Grade::unlawful);
}

/// Postfix: whose domain it read is not known.
TEST(Oracle, SeesNoRelayBehindAPathThatIsNone) {
  Oracle oracle = greeted();
  answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  EXPECT_EQ(answer(oracle, "RCPT TO:alice@example.test>\r\n", "250 ok\r\n").grade, Grade::tolerable);
  EXPECT_TRUE(accuses(answer(oracle, "RCPT TO:<x@foreign.test>\r\n", "250 ok\r\n")));
}

/// RFC 3461 §5.1 (e): ORCPT only SHOULD be refused, ENVID MUST (c).
TEST(Oracle, ToleratesAControlOctetInOrcpt) {
  Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 DSN\r\n");
  EXPECT_TRUE(accuses(answer(oracle, "MAIL FROM:<a@client.test> ENVID=a+0Ab\r\n", "250 ok\r\n")));
  EXPECT_EQ(answer(oracle, "RCPT TO:<alice@example.test> ORCPT=rfc822;a+0Ab\r\n", "250 ok\r\n").grade,
            Grade::tolerable);
}

/// Dovecot, OpenSMTPD, Postfix: a local-part of no octets, and no route that leads elsewhere.
TEST(Oracle, ToleratesAnEmptyLocalPart) {
  for (const std::string_view path : {"<@>", "<@client.test>"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, "MAIL FROM:" + std::string(path) + "\r\n", "250 ok\r\n").grade,
              Grade::tolerable);
  }
  Oracle oracle = greeted();
  EXPECT_TRUE(accuses(answer(oracle, "MAIL FROM:<@foreign.test,a@client.test>\r\n", "250 ok\r\n")));
}

/// RFC 5321 §3.6.2
TEST(Oracle, LetsWhoTrustsTheClientRelay) {
  receiver::Site site;
  for (const bool trusts : {false, true}) {
    site.trusts_client = trusts;
    Oracle oracle = greeted_by("EHLO client.test\r\n", "250 mail.example.test\r\n", site);
    answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
    EXPECT_EQ(accuses(answer(oracle, "RCPT TO:<x@foreign.test>\r\n", "250 ok\r\n")), !trusts);
    EXPECT_EQ(accuses(answer(oracle, "RCPT TO:<x@foreign.test> \r\n", "250 ok\r\n")), !trusts);
  }
}

/// RFC 5321 §2.3.8: it ends no line, and the argument of NOOP is ignored.
TEST(Oracle, LetsACarriageReturnPartWords) {
  for (const std::string_view line : {"NOOP\r\r\n", "NOOP\rQUIT\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, line, "250 ok\r\n").grade, Grade::lawful) << reply::visible(line);
    EXPECT_EQ(oracle.received(reply_of("221 bye\r\n")).grade, Grade::unexplained);
  }
  // Nor is it anything in an address (RFC 5321 §4.1.2).
  Oracle oracle = greeted();
  EXPECT_FALSE(accuses(answer(oracle, "MAIL FROM:<a@client.test>\r\r\n", "250 ok\r\n")));
  EXPECT_TRUE(accuses(answer(oracle, "RCPT TO:<alice\r@example.test>\r\n", "250 ok\r\n")));
}

TEST(Oracle, GivesALineThatIsTooLongOneReply) {
  const std::string most(17'000, 'x');
  Oracle oracle = greeted();
  oracle.sent("NOOP " + most);
  oracle.sent(most);
  EXPECT_EQ(answer(oracle, "\r\n", "500 too long\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "250 ok\r\n").grade, Grade::lawful);
}

TEST(Oracle, LetsALineThatIsTooLongBeRefusedBeforeItsEnd) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "NOOP " + std::string(3000, 'x'), "500 too long\r\n").grade, Grade::lawful);
  oracle.sent("x\r");
  EXPECT_EQ(answer(oracle, "\nNOOP\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_FALSE(oracle.reply_due());
}

/// RFC 5321 §7.8; Exim closes behind the refusal of an ACL that says drop.
TEST(Oracle, LetsWhoRefusedSomethingClose) {
  for (const std::string_view refusal : {"554 blocked\r\n", "451 later\r\n"}) {
    Oracle oracle = greeted();
    oracle.sent("MAIL FROM:<a@client.test>\r\nRCPT TO:<alice@example.test>\r\n");
    EXPECT_EQ(oracle.received(reply_of(refusal)).grade, Grade::tolerable);
    EXPECT_EQ(oracle.closed().grade, Grade::lawful);
  }
}

/// RFC 2920 §3.1 has the client wait where PIPELINING was not offered; OpenSMTPD says 500, Postfix 503.
TEST(Oracle, LetsUnannouncedPipeliningBeRefused) {
  for (const std::string_view hello : {"EHLO client.test\r\n", "HELO client.test\r\n"}) {
    Oracle oracle = greeted_by(hello, "250 mail.example.test\r\n");
    oracle.sent("NOOP\r\nMAIL FROM:<a@client.test>\r\n");
    EXPECT_EQ(oracle.received(reply_of("500 no pipelining\r\n")).grade, Grade::tolerable) << hello;
    EXPECT_EQ(answer(oracle, "RSET\r\n", "250 ok\r\n").grade, Grade::lawful);
    EXPECT_FALSE(oracle.reply_due());
  }
  Oracle oracle = greeted();
  oracle.sent("RSET\r\nMAIL FROM:<a@client.test>\r\n");
  EXPECT_TRUE(accuses(oracle.received(reply_of("500 no pipelining\r\n"))));
}

}  // namespace
}  // namespace smtpspec::oracle
