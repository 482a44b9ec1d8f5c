#include <algorithm>
#include <cstdio>

#include "reference/reply/visible.hpp"
#include "tests/oracle/judged.hpp"

namespace smtpspec::oracle {
namespace {

using receiver::Conduct;
using receiver::test::corpus;
using receiver::test::Dialogue;
using receiver::test::judged;
using receiver::test::mutated;

Grade worst(const std::vector<View>& views) {
  Grade grade = Grade::lawful;
  for (const View& view : views) grade = std::max(grade, view.grade);
  return grade;
}

std::string told(const std::vector<View>& views) {
  std::string text;
  for (const View& view : views) {
    if (view.grade < Grade::unlawful) continue;
    text += "\n" + view.input.substr(0, 60) + ": " + view.clause + " (" + view.deviation + ") permitted " +
            view.permitted;
  }
  return text;
}

TEST(Oracle, CallsEveryReplyOfTheModelLawful) {
  for (const Dialogue& dialogue : corpus()) {
    for (const View& view : judged(dialogue, {})) {
      EXPECT_EQ(view.grade, Grade::lawful) << dialogue.name << ": " << view.input << " " << view.clause
                                           << " permitted " << view.permitted << " " << view.deviation;
    }
  }
}

TEST(Oracle, CallsNoReplyOfALawfulConductUnlawful) {
  for (const Dialogue& dialogue : corpus()) {
    const auto views = judged(dialogue, {Conduct::lenient(), {}});
    EXPECT_LT(worst(views), Grade::unlawful) << "lenient: " << dialogue.name << told(views);
  }
  for (const receiver::Deviation& variant : receiver::lawful_variants()) {
    for (const Dialogue& dialogue : corpus()) {
      const auto views = judged(dialogue, mutated(variant.name));
      EXPECT_LT(worst(views), Grade::unlawful) << variant.name << ": " << dialogue.name << told(views);
    }
  }
}

/// Some deviations do not show in replies: what was stored, or which octets are in a keyword, others judge.
TEST(Oracle, CallsMostDeviationsUnlawful) {
  std::size_t convicted = 0;
  std::string missed;
  const auto all = receiver::deviations();
  for (const receiver::Deviation& deviation : all) {
    const bool seen = std::any_of(corpus().begin(), corpus().end(), [&](const Dialogue& dialogue) {
      return worst(judged(dialogue, mutated(deviation.name))) >= Grade::unlawful;
    });
    if (seen) {
      ++convicted;
    } else {
      missed += " " + deviation.name;
    }
  }
  std::printf("unlawful: %zu of %zu deviations; not seen in replies:%s\n", convicted, all.size(),
              missed.c_str());
  EXPECT_GE(convicted * 10, all.size() * 7);
}

reply::Reply reply_of(std::string_view octets) {
  reply::ReplyReader reader;
  reader.feed(octets);
  return reader.next().value_or(reply::Reply{});
}

/// An oracle that has seen the greeting and EHLO.
Oracle greeted() {
  Oracle oracle(std::make_shared<receiver::Site>());
  oracle.received(reply_of("220 mail.example.test\r\n"));
  oracle.sent("EHLO client.test\r\n");
  oracle.received(reply_of(
      "250-mail.example.test\r\n250-PIPELINING\r\n250-STARTTLS\r\n250-CHUNKING\r\n250 SIZE 1000\r\n"));
  return oracle;
}

View answer(Oracle& oracle, std::string_view sent, std::string_view reply) {
  oracle.sent(sent);
  return oracle.received(reply_of(reply));
}

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

Oracle in_transaction() {
  Oracle oracle = greeted();
  answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
  return oracle;
}

/// An oracle that has seen the greeting and the answer to `hello`.
Oracle greeted_by(std::string_view hello, std::string_view reply, const receiver::Site& site = {}) {
  Oracle oracle(std::make_shared<receiver::Site>(site));
  oracle.received(reply_of("220 mail.example.test\r\n"));
  answer(oracle, hello, reply);
  return oracle;
}

/// What is unlawful or unexplained.
bool accuses(const View& view) { return view.grade >= Grade::unlawful; }

/// RFC 5321 §4.3.2 lists 504 for EHLO and HELO; Postfix gives it to a name that is not fully qualified.
TEST(Oracle, LetsTheNameOfTheClientBeRefusedWith504) {
  for (const std::string_view hello : {"EHLO client\r\n", "HELO client\r\n"}) {
    Oracle oracle(std::make_shared<receiver::Site>());
    oracle.received(reply_of("220 mail.example.test\r\n"));
    EXPECT_EQ(answer(oracle, hello, "504 5.5.2 need a fully-qualified name\r\n").grade, Grade::tolerable);
  }
}

/// RFC 5321 §4.2: codes that are not listed are a matter of SHOULD; RFC 7504 §4: 556.
TEST(Oracle, LetsPolicyHaveCodesOfItsOwn) {
  for (const std::string_view refusal : {"541 spam\r\n", "556 null MX\r\n", "571 blocked\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", refusal).grade, Grade::tolerable) << refusal;
  }
  for (const std::string_view blame : {"500 ?\r\n", "501 ?\r\n", "502 ?\r\n", "503 ?\r\n", "555 ?\r\n"}) {
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
  EXPECT_TRUE(accuses(answer(oracle, "XYZZY\r\n", "250 ok\r\n")));
  EXPECT_TRUE(accuses(answer(oracle, "MY-OURS\r\n", "250 ok\r\n")));
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
  EXPECT_TRUE(accuses(answer(oracle, "XYZZY\r\n", "221 Goodbye\r\n")));
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

/// Pieces of dialogues in any order; a small generator, so that each run is the same.
class Noise {
 public:
  explicit Noise(std::uint32_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t bound) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 16) % bound;
  }
  std::string_view piece() {
    static constexpr std::string_view kPieces[] = {"\r\n",
                                                   "\n",
                                                   ".",
                                                   "\r",
                                                   "DATA\r\n",
                                                   "BDAT 5\r\n",
                                                   "BDAT 3 LAST\r\nabc",
                                                   "BDAT 99999999999 LAST\r\n",
                                                   "AUTH PLAIN\r\n",
                                                   "AUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n",
                                                   "MAIL FROM:<a@b.test>\r\n",
                                                   "MAIL FROM:<a@b.test> SIZE=9 BODY=BINARYMIME\r\n",
                                                   "MAIL FROM:<\"a b\"@b.test> X=1\r\n",
                                                   "RCPT TO:<alice@example.test>\r\n",
                                                   "RCPT TO:<nobody@example.test> NOTIFY=NEVER\r\n",
                                                   "RCPT TO:<Postmaster>\r\n",
                                                   "x",
                                                   "EHLO x.test\r\n",
                                                   "HELO x.test\r\n",
                                                   "\r\n.\r\n",
                                                   "RSET\r\n",
                                                   "NOOP x\r\n",
                                                   "VRFY alice\r\n",
                                                   "XYZZY\r\n",
                                                   "*\r\n",
                                                   "\n.\n",
                                                   "\r.\r",
                                                   "SEND FROM:<a@b.test>\r\n",
                                                   "noop \r\n",
                                                   "mail from:a@b.test\r\n"};
    return kPieces[below(std::size(kPieces))];
  }

 private:
  std::uint32_t state_;
};

TEST(Oracle, AgreesWithTheModelWhateverIsSent) {
  for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
    Noise noise(seed);
    Dialogue dialogue{.name = "noise", .writes = {"EHLO c.test\r\n"}};
    for (std::uint32_t pieces = noise.below(25); pieces > 0; --pieces)
      dialogue.writes.emplace_back(noise.piece());
    const auto views = judged(dialogue, {});
    std::string sent;
    for (const std::string& write : dialogue.writes) sent += write;
    ASSERT_LT(worst(views), Grade::unlawful) << reply::visible(sent) << told(views);
  }
}

/// No crash, no growth.
TEST(Oracle, SurvivesAnyAnswer) {
  const int codes[] = {220, 250, 334, 354, 235, 421, 450, 500, 503, 550, 221, 999, 0};
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    Noise noise(seed);
    Oracle oracle(std::make_shared<receiver::Site>());
    for (int step = 0; step < 60; ++step) {
      if (noise.below(3) != 0) {
        oracle.sent(noise.piece());
      } else {
        oracle.received(reply::Reply{.code = codes[noise.below(std::size(codes))], .lines = {"text"}});
      }
      if (noise.below(20) == 0) oracle.tls_started();
    }
    oracle.closed();
  }
}

}  // namespace
}  // namespace smtpspec::oracle
