#include "tests/receiver/play.hpp"

#include <gmock/gmock.h>

#include <algorithm>

/// What holds for every dialogue and every conduct.
namespace smtpspec::receiver::test {
namespace {

bool has_barrier_on_the_link(const Dialogue& dialogue) {
  return std::any_of(dialogue.writes.begin(), dialogue.writes.end(),
                     [](const std::string& write) { return write.find("STARTTLS") != std::string::npos; });
}

void expect_same_however_cut(const Dialogue& dialogue, const Behaviour& behaviour, const std::string& name) {
  const Played whole = play_and_ask(dialogue, behaviour);
  for (const std::size_t piece : {1u, 2u, 7u}) {
    const Played cut = play_and_ask(dialogue, behaviour, piece);
    ASSERT_EQ(cut.trace, whole.trace) << name << ": " << dialogue.name << " in pieces of " << piece;
    ASSERT_EQ(cut.consulted, whole.consulted) << name << ": " << dialogue.name << " in pieces of " << piece;
  }
}

/// Octets behind a STARTTLS are another matter when they come later, so those dialogues are left out.
TEST(Receiver, AnswersTheSameHoweverItsInputIsCut) {
  auto changes = deviations();
  for (const Deviation& variant : lawful_variants()) changes.push_back(variant);
  for (const Dialogue& dialogue : corpus()) {
    if (has_barrier_on_the_link(dialogue)) continue;
    expect_same_however_cut(dialogue, {}, "conforming");
    expect_same_however_cut(dialogue, {Conduct::lenient(), {}}, "lenient");
    expect_same_however_cut(dialogue, {Conduct::rfc821(), {}}, "RFC 821");
    const DecisionSet consulted = play_and_ask(dialogue).consulted;
    for (const Deviation& change : changes) {
      // What is not consulted changes nothing: see the next test.
      if (consulted.test(change.decision))
        expect_same_however_cut(dialogue, mutated(change.name), change.name);
    }
  }
}

TEST(Receiver, IsNotMovedByADecisionItDidNotConsult) {
  for (const Dialogue& dialogue : corpus()) {
    const Played conforming = play_and_ask(dialogue);
    for (DecisionId id = 0; id < decisions().size(); ++id) {
      if (conforming.consulted.test(id)) continue;
      for (std::uint8_t choice = 1; choice < decisions()[id].choices.size(); ++choice) {
        Behaviour behaviour;
        behaviour.conduct.set(id, choice);
        ASSERT_EQ(play(dialogue, behaviour), conforming.trace)
            << dialogue.name << ", " << decisions()[id].name << "=" << decisions()[id].choices[choice].name;
      }
    }
  }
}

TEST(Receiver, ConsultsAFewDecisionsOnly) {
  const Played played = play_and_ask(control());
  EXPECT_LT(played.consulted.count(), decisions().size() / 4);
}

/// A deviation is one departure: who does not meet it sees a receiver that works.
TEST(Receiver, PassesTheControlDialogueUnderEveryDeviationThatDoesNotBreakIt) {
  const std::string conforming = play(control());
  std::vector<std::string> broken;
  for (const Deviation& deviation : deviations()) {
    if (play(control(), mutated(deviation.name)) != conforming) broken.push_back(deviation.name);
  }
  EXPECT_THAT(broken, testing::UnorderedElementsAreArray({
                          "greeting=250",
                          "ehlo=502",
                          "mail=451",
                          "mail=502",
                          "rcpt=552",
                          "rcpt=502",
                          "data=250",
                          "data=502",
                          "data-beside-chunking=no",
                          "end-of-data=550",
                          "end-of-data-replies=two",
                          "quit=250",
                          "quit=keeps-open",
                          "quit=silent",
                          "quit=502",
                          "expn-keyword=no",
                          "reply-line-end=lf",
                          "reply-line-end=cr",
                          "reply-separator=missing",
                          "reply-separator=tab",
                          "reply-continuation=space",
                          "reply-codes=last-differs",
                          "enhanced-codes=missing",
                          "enhanced-codes=wrong-class",
                          "ehlo-form=equals",
                          "ehlo-keywords=unregistered",
                          "smtputf8-keyword=no",
                          "closes-after-message=yes",
                          "received-field=missing",
                          "received-field=last",
                          "received-from=missing",
                          "received-date=two-digit-year",
                          "return-path=no",
                      }));
}

TEST(Receiver, IsARegularValue) {
  Receiver receiver(std::make_shared<Site>());
  receiver.open();
  receiver.feed("EHLO client.test\r\nMAIL FROM:<a@client.test>\r\nRC");
  Receiver copy = receiver;
  EXPECT_EQ(copy, receiver);
  EXPECT_EQ(copy.feed("PT TO:<alice@example.test>\r\n"), receiver.feed("PT TO:<alice@example.test>\r\n"));
  EXPECT_EQ(copy, receiver);
  copy.feed("RSET\r\n");
  EXPECT_FALSE(copy == receiver);
}

TEST(Receiver, KeepsWhatComesBehindABarrier) {
  Receiver receiver(std::make_shared<Site>());
  receiver.open();
  receiver.feed("EHLO c.test\r\nMAIL FROM:<a@c.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\n");
  const Actions stored = receiver.feed("x: y\r\n.\r\nNOOP\r\n");
  ASSERT_EQ(stored.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<Store>(stored[0]));
  EXPECT_TRUE(receiver.waiting());
  EXPECT_TRUE(receiver.feed("QUIT\r\n").empty());
  const Actions answers = receiver.stored(StoreResult::kept);
  ASSERT_EQ(answers.size(), 2u);
  EXPECT_EQ(std::get<Send>(answers[0]).octets,
            "250 2.0.0 Message taken\r\n250 2.0.0 Nothing done\r\n221 2.0.0 mail.example.test closing\r\n");
  EXPECT_TRUE(receiver.closed());
}

TEST(Receiver, SaysNothingBehindItsEnd) {
  Receiver receiver(std::make_shared<Site>());
  receiver.open();
  receiver.feed(
      "EHLO c.test\r\nMAIL FROM:<a@c.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nx: y\r\n.\r\n");
  ASSERT_TRUE(receiver.waiting());
  receiver.expired();
  ASSERT_TRUE(receiver.closed());
  EXPECT_FALSE(receiver.waiting());
  EXPECT_TRUE(receiver.stored(StoreResult::kept).empty());
}

TEST(Receiver, BeginsEachMessageInChunksAnew) {
  const auto content = [](std::string_view aborted) {
    Receiver receiver(std::make_shared<Site>(), mutated("bdat-octets=dots-removed").conduct);
    receiver.open();
    receiver.feed("EHLO c.test\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\n");
    receiver.feed(aborted);
    receiver.feed("RSET\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\n");
    const Actions actions = receiver.feed("BDAT 4 LAST\r\n..a\n");
    return std::get<Store>(actions.back()).message.content;
  };
  EXPECT_EQ(content("BDAT 1\r\nx"), content(""));
}

/// RFC 5321 §4.4.
TEST(Receiver, NamesInATraceFieldWhatAGrammarHas) {
  const auto trace = [](const Conduct& conduct, const std::string& hello, const std::string& recipient) {
    Receiver receiver(std::make_shared<Site>(), conduct);
    receiver.open();
    const Actions actions =
        receiver.feed(hello + "\r\nMAIL FROM:<>\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n.\r\n");
    return std::get<Store>(actions.back()).message.content;
  };
  EXPECT_THAT(trace({}, "EHLO c.test", "Postmaster"),
              testing::HasSubstr("\r\n\tfor <Postmaster@example.test>;"));
  EXPECT_THAT(trace(mutated("helo-name=taken").conduct, "EHLO (c\\", "alice@example.test"),
              testing::HasSubstr("Received: from ?c?\r\n"));
  EXPECT_THAT(trace({}, "EHLO [tag:(c]", "alice@example.test"),
              testing::HasSubstr("Received: from [tag:(c]\r\n"));
}

/// RFC 3207 §4.2.
TEST(Receiver, ForgetsWithTlsWhoGreeted) {
  Receiver receiver(std::make_shared<Site>());
  receiver.open();
  receiver.feed("EHLO before.test\r\n");
  receiver.feed("STARTTLS\r\n");
  receiver.tls_started();
  EXPECT_EQ(receiver.session().client_name, "");
}

/// RFC 5321 §4.5.3.1.5.
TEST(Receiver, FitsAnEnhancedCodeIntoTheLineOfAReply) {
  Receiver receiver(std::make_shared<Site>(), mutated("vrfy-unknown=250").conduct);
  receiver.open();
  receiver.feed("EHLO c.test\r\n");
  const Actions answers = receiver.feed("VRFY " + std::string(505, 'x') + "\r\n");
  EXPECT_EQ(std::get<Send>(answers.front()).octets.size(), 512U);
}

}  // namespace
}  // namespace smtpspec::receiver::test
