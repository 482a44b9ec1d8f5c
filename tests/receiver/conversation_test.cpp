#include "reference/receiver/conversation.hpp"

#include "tests/receiver/script.hpp"

namespace smtpspec::receiver::test {
namespace {

using syntax::Verb;

// The dialogues of RFC 5321 appendix D and RFC 821 appendix F, as the model answers them.

TEST(Conversation, TakesAMessage) {
  expect_dialogue(R"(
    S: 220 mail.example.test
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<sender@client.test>
    S: 250 2.1.0
    C: RCPT TO:<alice@example.test>
    S: 250 2.1.5
    C: RCPT TO:<nobody@example.test>
    S: 550 5.1.1
    C: RCPT TO:<bob@example.test>
    S: 250 2.1.5
    C: DATA
    S: 354
    C: Subject: test
    C: .
    store from <sender@client.test> to <alice@example.test> to <bob@example.test> with ESMTP
    S: 250 2.0.0
    C: QUIT
    S: 221 2.0.0
    close
  )");
}

TEST(Conversation, ForgetsAnAbortedTransaction) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<sender@client.test>
    S: 250
    C: RCPT TO:<alice@example.test>
    S: 250
    C: RSET
    S: 250
    C: RCPT TO:<alice@example.test>
    S: 503
    C: DATA
    S: 503
    C: QUIT
    S: 221
    close
  )");
}

TEST(Conversation, KeepsTheTransactionWhereANestedMailIsRefused) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<sender@client.test>
    S: 250
    C: MAIL FROM:<> X=1
    S: 555
    C: RCPT TO:<alice@example.test>
    S: 250
  )",
                  mutated("nested-mail=starts-anew"));
}

TEST(Conversation, RepeatsNoLineEndInAnError) {
  expect_dialogue("S: 220\nC: HELO \r!\nS: 550 Domain or address literal expected: ?!",
                  *parse_mutation("helo-name=550", {Conduct::lenient(), {}}));
}

TEST(Conversation, TellsWhereAUserMovedTo) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: VRFY alice
    S: 250 2.1.5 <alice@example.test>
    C: VRFY moved
    S: 551 5.1.6 User not local; please try <alice@elsewhere.test>
    C: EXPN staff
    S: 250 2.1.5 <bob@example.test>
    C: MAIL FROM:<>
    S: 250
    C: RCPT TO:<moved@example.test>
    S: 551 5.1.6 User not local; please try <alice@elsewhere.test>
    C: RCPT TO:<"mov\ed"@example.test>
    S: 551 5.1.6 User not local; please try <alice@elsewhere.test>
  )");
}

TEST(Conversation, TellsABadSenderFromABadDestination) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<a..b@client.test>
    S: 501 5.1.7
    C: MAIL FROM:<>
    S: 250
    C: RCPT TO:<a..b@example.test>
    S: 501 5.1.3
  )");
}

TEST(Conversation, LooksUpWhatIsQuoted) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: VRFY "alice"
    S: 250 2.1.5 <alice@example.test>
    C: VRFY <"al\ice"@example.test>
    S: 250 2.1.5 <alice@example.test>
    C: VRFY "alice@example.test"
    S: 550
    C: EXPN "staff"
    S: 250 2.1.5 <bob@example.test>
  )");
}

TEST(Conversation, ForwardsForAUserWhoMoved) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<a@client.test>
    S: 250
    C: RCPT TO:<moved@example.test>
    S: 251 2.1.5 User not local; will forward to <alice@elsewhere.test>
    C: RCPT TO:<"moved"@example.test>
    S: 251 2.1.5 User not local; will forward to <alice@elsewhere.test>
    C: DATA
    S: 354
    C: .
    store from <a@client.test> to <alice@elsewhere.test> by elsewhere.test to <alice@elsewhere.test> by elsewhere.test with ESMTP
    S: 250
  )",
                  mutated("moved-user=251"));
}

TEST(Conversation, RelaysForItsDomainsAndUsersOnly) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<a@client.test>
    S: 250
    C: RCPT TO:<u@elsewhere.test>
    S: 550 5.7.1
    C: RCPT TO:<U.ser@relay.test>
    S: 250
    C: DATA
    S: 354
    C: .
    store from <a@client.test> to <U.ser@relay.test> by relay.test with ESMTP
    S: 250
    C: AUTH PLAIN AGFsaWNlAHNlY3JldA==
    S: 235 2.7.0
    C: MAIL FROM:<a@client.test>
    S: 250
    C: RCPT TO:<u@elsewhere.test>
    S: 250
    C: DATA
    S: 354
    C: .
    store from <a@client.test> to <u@elsewhere.test> by elsewhere.test with ESMTPA
    S: 250
  )");
}

TEST(Conversation, FollowsARouteAsRfc821Says) {
  expect_dialogue(R"(
    S: 220
    C: HELO client.test
    S: 250
    C: MAIL FROM:<a@client.test>
    S: 250
    C: RCPT TO:<@mail.example.test,@b.test:u@relay.test>
    S: 250
    C: DATA
    S: 354
    C: .
    store from <a@client.test> to <@b.test:u@relay.test> by b.test from <@mail.example.test:a@client.test> with SMTP
    S: 250
    C: SEND FROM:<a@client.test>
    S: 250
    C: RCPT TO:<bob@example.test>
    S: 450
    C: RCPT TO:<alice@example.test>
    S: 250
    C: RSET
    S: 250
    C: TURN
    S: 250
    roles swap
  )",
                  {Conduct::rfc821(), {}});
}

TEST(Conversation, ForgetsEverythingWhenTlsStarts) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<a@client.test>
    S: 250
    C: STARTTLS
    S: 220
    start TLS
    C: RCPT TO:<alice@example.test>
    S: 503
    C: MAIL FROM:<a@client.test>
    S: 503
    C: EHLO client.test
    S: 250
    C: STARTTLS
    S: 503
    C: MAIL FROM:<a@client.test>
    S: 250
    C: RCPT TO:<alice@example.test>
    S: 250
    C: DATA
    S: 354
    C: .
    store from <a@client.test> to <alice@example.test> with ESMTPS
    S: 250
  )");
}

TEST(Conversation, TakesChunksOctetByOctet) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<a@client.test> BODY=BINARYMIME
    S: 250
    C: RCPT TO:<alice@example.test>
    S: 250
    C: DATA
    S: 503
    C: BDAT 3
    C: .
    S: 250
    C: BDAT 5 LAST
    C: QUI
    store from <a@client.test> to <alice@example.test> with ESMTP
    S: 250
    C: BDAT 4 LAST
    C: RS
    S: 503
    C: NOOP
    S: 250
  )");
}

TEST(Conversation, TakesTheOctetsOfAChunkThatItRefuses) {
  Site site;
  site.tls_required = true;
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: BDAT 6 LAST
    C: QUIT
    S: 530
    C: NOOP
    S: 250
  )",
                  {}, site);
}

TEST(Conversation, KnowsSmtputf8InEitherCase) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<é@client.test> smtputf8
    S: 250
    C: RSET
    S: 250
    C: MAIL FROM:<é@client.test> XYZZUTF8
    S: 550
  )");
}

TEST(Conversation, KnowsARecipientWithARouteAgain) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: MAIL FROM:<a@client.test>
    S: 250
    C: RCPT TO:<alice@example.test>
    S: 250
    C: RCPT TO:<@relay.test:alice@example.test>
    S: 550 5.1.0
  )",
                  mutated("recipient-twice=550"));
}

TEST(Conversation, CountsNoRefusalOfATransactionThatWasNotOpen) {
  Site site;
  site.lmtp = true;
  expect_dialogue(R"(
    S: 220
    C: LHLO client.test
    S: 250
    C: RCPT TO:<alice@example.test>
    S: 503
    C: MAIL FROM:<a@client.test>
    S: 250
    C: RCPT TO:<alice@example.test>
    S: 250
    C: RCPT TO:<nobody@example.test>
    S: 550
    C: DATA
    S: 354
    C: .
    store from <a@client.test> to <alice@example.test> with LMTP
    S: 250
    S: 250
    C: NOOP
    S: 250 2.0.0 Nothing done
  )",
                  mutated("lmtp-replies=refused-too"), site);
}

TEST(Conversation, RefusesTheLastChunkForEachRecipientInLmtp) {
  Site site;
  site.lmtp = true;
  site.max_size = 3;
  expect_dialogue(R"(
    S: 220
    C: LHLO client.test
    S: 250
    C: MAIL FROM:<a@client.test>
    S: 250
    C: BDAT 4 LAST
    C: ab
    S: 503
    C: RCPT TO:<alice@example.test>
    S: 250
    C: RCPT TO:<bob@example.test>
    S: 250
    C: BDAT 4
    C: ab
    S: 552
    C: BDAT 4 LAST
    C: ab
    S: 503
    S: 503
    C: RSET
    S: 250 2.0.0
  )",
                  {}, site);
}

TEST(Conversation, GivesEachRecipientAReplyInLmtp) {
  Site site;
  site.lmtp = true;
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 500
    C: LHLO client.test
    S: 250
    C: MAIL FROM:<a@client.test>
    S: 250
    C: DATA
    S: 503
    C: RCPT TO:<alice@example.test>
    S: 250
    C: RCPT TO:<nobody@example.test>
    S: 550
    C: RCPT TO:<bob@example.test>
    S: 250
    C: DATA
    S: 354
    C: .
    store from <a@client.test> to <alice@example.test> to <bob@example.test> with LMTP
    S: 250
    S: 250
  )",
                  {}, site);
}

TEST(Conversation, ExchangesResponsesLineByLine) {
  expect_dialogue(R"(
    S: 220
    C: EHLO client.test
    S: 250
    C: AUTH PLAIN
    S: 334
    C: *
    S: 501
    C: AUTH PLAIN
    S: 334
    C: !
    S: 501
    C: AUTH PLAIN
    S: 334
    C: AGFsaWNlAHdyb25n
    S: 535
    C: AUTH PLAIN
    S: 334
    C: AGFsaWNlAHNlY3JldA==
    S: 235
    C: AUTH PLAIN
    S: 503
  )");
}

// The table of what is out of sequence, cell by cell.

/// Brings a receiver to a point.
std::string commands_to(Point point) {
  static const std::string kSteps[] = {"", "EHLO client.test\r\n", "MAIL FROM:<a@client.test>\r\n",
                                       "RCPT TO:<alice@example.test>\r\n", "BDAT 1\r\nx"};
  std::string commands;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(point); ++i) commands += kSteps[i];
  return commands;
}

std::string command_with(Verb verb) {
  switch (verb) {
    case Verb::helo:
    case Verb::ehlo:
      return "EHLO again.test\r\n";
    case Verb::mail:
      return "MAIL FROM:<b@client.test>\r\n";
    case Verb::rcpt:
      return "RCPT TO:<bob@example.test>\r\n";
    case Verb::vrfy:
      return "VRFY alice\r\n";
    case Verb::expn:
      return "EXPN staff\r\n";
    case Verb::auth:
      return "AUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n";
    case Verb::bdat:
      return "BDAT 1\r\ny";
    default:
      return std::string(syntax::name(verb)) + "\r\n";
  }
}

TEST(Conversation, PutsTheDecisionOfEachCell) {
  // Not known to a conforming receiver, whatever the point.
  const auto is_unknown = [](Verb verb) {
    return verb == Verb::send || verb == Verb::soml || verb == Verb::saml || verb == Verb::lhlo;
  };
  for (std::size_t p = 0; p < kPoints; ++p) {
    for (std::size_t v = 1; v < kVerbs; ++v) {
      const auto point = static_cast<Point>(p);
      const auto verb = static_cast<Verb>(v);
      if (is_unknown(verb)) continue;
      Receiver receiver(std::make_shared<Site>());
      receiver.open();
      receiver.feed(commands_to(point));
      ASSERT_EQ(receiver.session().point(), point);
      const DecisionSet before = receiver.consulted();
      receiver.feed(command_with(verb));
      const DecisionSet asked = receiver.consulted() & ~before;
      for (const OutOfSequence& rule : kOutOfSequence) {
        const bool expected = sequence_decision(point, verb) == rule.decision;
        if (before.test(rule.decision)) continue;
        EXPECT_EQ(asked.test(rule.decision), expected)
            << syntax::name(verb) << " at point " << p << ": " << decisions()[rule.decision].name;
      }
    }
  }
}

}  // namespace
}  // namespace smtpspec::receiver::test
