#include "tests/oracle/dialogue.hpp"

#include <gtest/gtest.h>

/// What a standard, or what a server knows and we do not, allows.
namespace smtpspec::oracle {
namespace {

/// RFC 5321 §4.1.4: 501 where the argument of MAIL is not acceptable, such as a domain that does not exist.
TEST(Oracle, LetsASenderBeABadArgument) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "501 5.1.8 no such domain\r\n").grade,
            Grade::tolerable);
  // Of a sender who was taken before, it is the parameter.
  answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  answer(oracle, "RSET\r\n", "250 ok\r\n");
  EXPECT_TRUE(accuses(answer(oracle, "MAIL FROM:<a@client.test> SIZE=42\r\n", "501 5.5.4 ?\r\n")));
  EXPECT_FALSE(accuses(answer(oracle, "MAIL FROM:<b@client.test>\r\n", "501 5.1.8 no such domain\r\n")));
  EXPECT_TRUE(accuses(answer(oracle, "MAIL FROM:<\"a\"@client.test>\r\n", "501 5.1.7 no quotes\r\n")));
}

/// RFC 5321 §7.9: who refuses everybody for the client's sake blames no form. With a sender, or a recipient,
/// who was taken it is the form.
TEST(Oracle, WantsAControlBeforeAFormIsBlamed) {
  constexpr std::string_view kBlocked = "550 5.7.1 blocked\r\n";
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "MAIL FROM:<>\r\n", kBlocked).grade, Grade::tolerable);
  EXPECT_TRUE(accuses(answer(oracle, "MAIL FROM:<>\r\n", "501 no sender\r\n")));
  answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  for (const std::string_view path :
       {"<postmaster@example.test>", "<Postmaster>", "<alice@EXAMPLE.TEST>", "<\"alice\"@example.test>"}) {
    const std::string rcpt = "RCPT TO:" + std::string(path) + "\r\n";
    Oracle blocked = oracle;
    Oracle other = oracle;
    EXPECT_EQ(answer(blocked, rcpt, kBlocked).grade, Grade::tolerable) << path;
    answer(other, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
    EXPECT_TRUE(accuses(answer(other, rcpt, kBlocked))) << path;
  }
  answer(oracle, "RSET\r\n", "250 ok\r\n");
  Oracle logged_in = oracle;
  EXPECT_TRUE(accuses(answer(oracle, "MAIL FROM:<>\r\n", kBlocked)));
  // RFC 6409 §6.1: an address may not be for who logged in.
  answer(logged_in, "AUTH PLAIN AGEAYg==\r\n", "235 ok\r\n");
  EXPECT_FALSE(accuses(answer(logged_in, "MAIL FROM:<>\r\n", kBlocked)));
  // Another sender may be refused at RCPT.
  Oracle other = in_transaction();
  answer(other, "RSET\r\n", "250 ok\r\n");
  answer(other, "MAIL FROM:<b@client.test>\r\n", "250 ok\r\n");
  EXPECT_FALSE(accuses(answer(other, "RCPT TO:<alice@EXAMPLE.TEST>\r\n", kBlocked)));
}

/// No standard has a code for it; Amazon SES and Exchange say 451, and close.
TEST(Oracle, TakesOtherWordsForATimeout) {
  constexpr std::string_view kTimeout = "451 4.4.2 Timeout\r\n";
  Oracle idle = greeted();
  EXPECT_EQ(idle.received(reply_of(kTimeout)).grade, Grade::tolerable);
  EXPECT_FALSE(accuses(idle.closed()));
  Oracle refused = in_transaction();
  answer(refused, "DATA\r\n", "354 go\r\n");
  answer(refused, "x: y\r\n.\r\n", "554 no\r\n");
  EXPECT_EQ(refused.received(reply_of(kTimeout)).grade, Grade::tolerable);
  Oracle early = in_transaction();
  answer(early, "DATA\r\n", "354 go\r\n");
  answer(early, "x: y\r\n", "552 too big\r\n");
  EXPECT_EQ(early.received(reply_of(kTimeout)).grade, Grade::tolerable);
  // It closes; who goes on has said something twice.
  Oracle twice = greeted();
  answer(twice, "RCPT TO:<alice@example.test>\r\n", "450 no\r\n");
  EXPECT_EQ(twice.received(reply_of("450 no\r\n")).grade, Grade::tolerable);
  EXPECT_TRUE(accuses(answer(twice, "NOOP\r\n", "250 ok\r\n")));
  Oracle half = greeted();
  half.sent("NOO");
  EXPECT_EQ(half.received(reply_of(kTimeout)).grade, Grade::tolerable);
  Oracle odd = greeted();
  EXPECT_TRUE(accuses(odd.received(reply_of("550 5.0.0 Goodbye\r\n"))));
  EXPECT_TRUE(accuses(odd.received(reply_of("250 ok\r\n"))));
}

/// Exim says 421 behind 221 where a chunk is missing.
TEST(Oracle, BearsA421BehindTheFarewell) {
  Oracle oracle = greeted();
  answer(oracle, "QUIT\r\n", "221 bye\r\n");
  EXPECT_EQ(oracle.received(reply_of("421 Lost incoming connection\r\n")).grade, Grade::tolerable);
  EXPECT_TRUE(accuses(oracle.received(reply_of("421 Lost incoming connection\r\n"))));
}

/// RFC 3207 §6: where the handshake fails the session may go on.
TEST(Oracle, BearsARefusalInsteadOfAHandshake) {
  Oracle oracle = greeted();
  answer(oracle, "STARTTLS\r\n", "220 go\r\n");
  Oracle other = oracle;
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "454 TLS failed\r\n").grade, Grade::tolerable);
  EXPECT_FALSE(accuses(oracle.received(reply_of("250 ok\r\n"))));
  EXPECT_TRUE(accuses(answer(other, "NOOP\r\n", "250 ok\r\n")));
}

/// RFC 2920 §3.1: DATA, NOOP and EHLO are the last of a group.
TEST(Oracle, LetsHasteBeRefusedBehindWhatEndsAGroup) {
  constexpr std::string_view kHaste = "503 5.5.0 Improper use of pipelining\r\n";
  Oracle data = in_transaction();
  EXPECT_EQ(answer(data, "DATA\r\nx: y\r\n", kHaste).grade, Grade::tolerable);
  Oracle noop = greeted();
  noop.sent("NOOP\r\nMAIL FROM:<a@client.test>\r\n");
  noop.received(reply_of("250 ok\r\n"));
  EXPECT_EQ(noop.received(reply_of(kHaste)).grade, Grade::tolerable);
  Oracle group = greeted();
  group.sent("RSET\r\nMAIL FROM:<a@client.test>\r\n");
  group.received(reply_of("250 ok\r\n"));
  EXPECT_TRUE(accuses(group.received(reply_of(kHaste))));
}

/// RFC 5321 §4.1.4: 501 where the name is not acceptable.
TEST(Oracle, LetsANameThatIsNotFullyQualifiedBeRefused) {
  const auto refused = [](std::string_view name, std::string_view refusal) {
    Oracle oracle(std::make_shared<receiver::Site>());
    oracle.received(reply_of("220 mail.example.test\r\n"));
    return answer(oracle, "EHLO " + std::string(name) + "\r\n", refusal);
  };
  for (const std::string_view refusal : {"501 ?\r\n", "504 ?\r\n", "550 ?\r\n"}) {
    for (const std::string_view name : {"client", "localhost", "127.0.0.1"})
      EXPECT_FALSE(accuses(refused(name, refusal))) << name << " " << refusal;
  }
  EXPECT_TRUE(accuses(refused("client.test", "501 ?\r\n")));
  EXPECT_TRUE(accuses(refused("[127.0.0.1]", "501 ?\r\n")));
  EXPECT_TRUE(accuses(refused("client", "502 ?\r\n")));
}

/// RFC 5321 §4.2: text is for people.
TEST(Oracle, TakesTextForKeywordsOnlyWhereItIsAList) {
  const auto helo = [](std::string_view lines) {
    Oracle oracle(std::make_shared<receiver::Site>());
    oracle.received(reply_of("220 mail.example.test\r\n"));
    return accuses(answer(oracle, "HELO client.test\r\n", "250-mail.example.test\r\n" + std::string(lines)));
  };
  EXPECT_FALSE(helo("250 Help is at http://mail.example.test/\r\n"));
  EXPECT_FALSE(helo("250-be welcome\r\n250 DSN is what we have not\r\n"));
  EXPECT_FALSE(helo("250 VRFY is disabled here\r\n"));
  EXPECT_TRUE(helo("250-2.0.0 PIPELINING\r\n250 2.0.0 OK\r\n"));
  EXPECT_TRUE(helo("250 PIPELINING\r\n"));
  EXPECT_TRUE(helo("250-X-OURS\r\n250-PIPELINING\r\n250 8BITMIME\r\n"));
}

/// RFC 4954 §4: 334 is a MUST where the mechanism needs a response.
TEST(Oracle, AccusesWhoRefusesToAskForAResponse) {
  const auto auth = [](std::string_view command) {
    Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 AUTH PLAIN LOGIN\r\n");
    return accuses(answer(oracle, command, "501 5.5.4 ?\r\n"));
  };
  // It may be refused for another reason.
  Oracle in_mail = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 AUTH PLAIN\r\n");
  answer(in_mail, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  EXPECT_FALSE(accuses(answer(in_mail, "AUTH PLAIN\r\n", "501 not now\r\n")));
  EXPECT_TRUE(auth("AUTH PLAIN\r\n"));
  EXPECT_FALSE(auth("AUTH PLAIN !!\r\n"));
  EXPECT_FALSE(auth("AUTH PLAIN AAAA\r\n"));
}

/// RFC 3030 §2: behind a chunk that was refused nothing can be taken.
TEST(Oracle, AccusesWhoGoesOnWithoutAChunk) {
  Oracle oracle = in_transaction();
  EXPECT_FALSE(accuses(answer(oracle, "BDAT 4\r\nabcd", "451 later\r\n")));
  EXPECT_TRUE(accuses(answer(oracle, "BDAT 4 LAST\r\nefgh", "250 ok\r\n")));
  Oracle last = in_transaction();
  EXPECT_FALSE(accuses(answer(last, "BDAT 4 LAST\r\nabcd", "452 later\r\n")));
  EXPECT_TRUE(accuses(answer(last, "BDAT 4 LAST\r\nabcd", "250 ok\r\n")));
  // Where it is not announced it was none.
  Oracle other = greeted_by("EHLO client.test\r\n", "250 mail.example.test\r\n");
  answer(other, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  answer(other, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
  EXPECT_FALSE(accuses(answer(other, "BDAT 0 LAST\r\n", "502 what?\r\n")));
  EXPECT_FALSE(accuses(answer(other, "DATA\r\n", "354 go\r\n")));
}

/// A second argument that is none makes it no BDAT, or one whose octets are swallowed.
TEST(Oracle, FollowsAnUnknownArgumentOfBdatBothWays) {
  for (const std::string_view next : {"250 noop\r\n", "221 bye\r\n"}) {
    Oracle oracle = in_transaction();
    oracle.sent("BDAT 6 LASTLY\r\nNOOP\r\nQUIT\r\n");
    EXPECT_FALSE(accuses(oracle.received(reply_of("501 LAST expected\r\n"))));
    EXPECT_FALSE(accuses(oracle.received(reply_of(next)))) << next;
  }
}

/// RFC 5321 §7.3: a server that has it disabled says 252.
TEST(Oracle, LetsAnExpnThatIsNotAnnouncedBeDisabled) {
  for (const std::string_view reply : {"252 cannot\r\n", "502 ?\r\n", "550 no\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_FALSE(accuses(answer(oracle, "EXPN staff\r\n", reply))) << reply;
  }
  Oracle oracle = greeted();
  EXPECT_TRUE(accuses(answer(oracle, "EXPN staff\r\n", "250 <alice@example.test>\r\n")));
}

/// RFC 6409 §4.3 speaks of MAIL, RFC 4954 §6 of what needs AUTH.
TEST(Oracle, LetsQuestionsBeAskedWhereAuthIsRequiredToSend) {
  receiver::Site site;
  site.auth_required = true;
  for (const std::string_view question : {"HELP\r\n", "VRFY alice\r\n"}) {
    Oracle oracle = greeted_by("EHLO client.test\r\n", "250 mail.example.test\r\n", site);
    EXPECT_FALSE(accuses(answer(oracle, question, "250 <alice@example.test>\r\n"))) << question;
    EXPECT_FALSE(accuses(answer(oracle, question, "530 AUTH first\r\n"))) << question;
  }
  Oracle oracle = greeted_by("EHLO client.test\r\n", "250 mail.example.test\r\n", site);
  EXPECT_TRUE(accuses(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n")));
}

/// Names and domains that nobody told of may exist.
TEST(Oracle, KnowsThatItDoesNotKnowAllOfASite) {
  receiver::Site site;
  site.seen_from_outside = true;
  site.nobody = "no-such-user";
  site.foreign_domain = "elsewhere.test";
  Oracle oracle = greeted_by("EHLO client.test\r\n", "250-mail.example.test\r\n250 EXPN\r\n", site);
  for (const std::string_view name : {"Alice Smith", "root", "root@example.test", "x@mail.example.test"}) {
    for (const std::string_view verb : {"VRFY ", "EXPN "}) {
      const std::string question = std::string(verb) + std::string(name) + "\r\n";
      EXPECT_FALSE(accuses(answer(oracle, question, "250 <root@example.test>\r\n"))) << question;
    }
  }
  for (const std::string_view name : {"no-such-user@example.test", "no-such-user", "root@elsewhere.test"}) {
    const std::string question = "VRFY " + std::string(name) + "\r\n";
    EXPECT_TRUE(accuses(answer(oracle, question, "250 <x@example.test>\r\n"))) << question;
  }
  answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  EXPECT_FALSE(accuses(answer(oracle, "RCPT TO:<alice@mail.example.test>\r\n", "250 ok\r\n")));
  EXPECT_TRUE(accuses(answer(oracle, "RCPT TO:<alice@elsewhere.test>\r\n", "250 ok\r\n")));
}

}  // namespace
}  // namespace smtpspec::oracle
