#include "harness/transport/memory.hpp"

#include "harness/language/parser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::transport {
namespace {

using player::Grade;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

MemoryPlay play(const std::string& lines, const MemoryTarget& target) {
  auto suite =
      language::parse("test.smtp", "suite \"t\"\nscenario t\ntitle t\nchecks RFC5321-4.1.1.9-a\n" + lines);
  EXPECT_TRUE(suite) << language::render(suite.error().front());
  const auto cases = player::cases(std::make_shared<const language::Suite>(*std::move(suite)));
  return play_in_memory(cases.front(), reference_circumstances(), {}, target, "token1");
}
MemoryTarget reference() { return {.site = std::make_shared<const receiver::Site>()}; }
MemoryPlay play(const std::string& lines) { return play(lines, reference()); }

const std::string kMessage = "given data\nC| \"${header}\\r\\n..\\r\\nhello\\r\\n.\\r\\n\"\nS? 250\n";

TEST(Memory, AMessageComesOut) {
  const MemoryPlay played = play(kMessage);
  EXPECT_EQ(played.result.verdict, Grade::pass) << played.result.message;
  ASSERT_THAT(played.messages, SizeIs(1));
  EXPECT_EQ(played.messages.front().from, "sender@client.example.test");
  EXPECT_THAT(played.messages.front().to, ElementsAre("alice@example.test"));
  EXPECT_THAT(played.messages.front().octets, HasSubstr("\r\n\r\n.\r\nhello\r\n"));
}

TEST(Memory, HowTheInputIsCutMakesNoDifference) {
  MemoryTarget cut = reference();
  cut.octet_by_octet = true;
  const MemoryPlay whole = play(kMessage), octets = play(kMessage, cut);
  EXPECT_EQ(octets.result.verdict, whole.result.verdict);
  EXPECT_EQ(octets.messages.front().octets, whole.messages.front().octets);
}

TEST(Memory, TlsAndAuthAreSymbolic) {
  EXPECT_EQ(play("given tls authenticated\nC: NOOP\nS? 250\n").result.verdict, Grade::pass);
  EXPECT_EQ(play("C: STARTTLS\nS: 220\ntls handshake\n | pass done\n").result.verdict, Grade::pass);
  for (const std::string mechanism : {"PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"}) {
    EXPECT_EQ(play("auth " + mechanism + "\n | pass done\n").result.verdict, Grade::pass) << mechanism;
    EXPECT_EQ(play("auth " + mechanism + " as alice wrong\n | pass 535\n").result.verdict, Grade::pass)
        << mechanism;
  }
}

TEST(Memory, SilenceTakesNoTime) {
  MemoryTarget target = reference();
  target.behaviour = *receiver::parse_mutation("fault:noop:hangs");
  const MemoryPlay played = play("C: NOOP\nS? 250\n", target);
  EXPECT_EQ(played.result.end, player::Result::End::silent);
  EXPECT_TRUE(played.result.silent_at_question);
}

TEST(Memory, AnAnswerThatComesLateButInTimeIsAnAnswer) {
  MemoryTarget target = reference();
  target.behaviour = *receiver::parse_mutation("fault:noop:answers-late");
  EXPECT_EQ(play("C: NOOP\nS? 250\n", target).result.verdict, Grade::pass);
}

TEST(Memory, ConnectionsAreSessionsOfTheirOwn) {
  EXPECT_EQ(play("given mail\nopen other\nC: RCPT TO:<${recipient}>\nS? 503\non main\nC: RCPT "
                 "TO:<${recipient}>\nS? 250\n")
                .result.verdict,
            Grade::pass);
}

TEST(Memory, InterferenceChangesOneReply) {
  MemoryTarget target = reference();
  target.interference = {.what = Interference::What::says, .reply = 2, .code = 550};
  EXPECT_EQ(play("C: NOOP\nS? 550\nC: NOOP\nS? 250\n", target).result.verdict, Grade::pass);
}

}  // namespace
}  // namespace smtpspec::transport
