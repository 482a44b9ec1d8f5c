#include "harness/language/parser.hpp"

#include <gmock/gmock.h>

namespace smtpspec::language {
namespace {

using testing::ElementsAre;

// The steps of a scenario that is otherwise complete.
Results<Suite> parse_steps(std::string_view steps, std::string_view headers = "") {
  return parse("t.smtp", "suite \"S\"\nscenario a\n  title T\n  checks RFC5321-4.5.2-c\n" +
                             std::string(headers) + std::string(steps));
}

std::string all(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += render(diagnostic);
  return out;
}

template <class StepKind>
StepKind only_step(std::string_view text, std::string_view headers = "") {
  auto suite = parse_steps(text, headers);
  EXPECT_TRUE(suite) << all(suite.error());
  if (!suite) return {};
  EXPECT_EQ(suite->scenarios.front().steps.size(), 1U);
  return std::get<StepKind>(suite->scenarios.front().steps.front().what);
}

TEST(Parser, ReadsTheFirstExampleOfTheDocs) {
  const auto suite = parse("scenarios/rfc5321/rset.smtp", R"(suite "RFC 5321 §4.1.1.5 RSET"

scenario rset-forgets-sender
  title   RSET discards the reverse-path
  checks  RFC5321-4.1.1.5-a
  given   greeted   # with a comment
  C: MAIL FROM:<${sender}>
  S: 250
  C: RSET
  S: 250
  C: RCPT TO:<${recipient}>
  S? 503
   | fail 250 "the reverse-path survived RSET"
)");
  ASSERT_TRUE(suite) << all(suite.error());
  EXPECT_EQ(suite->title, "RFC 5321 §4.1.1.5 RSET");
  EXPECT_EQ(suite->group, "rfc5321/rset");
  const Scenario& scenario = suite->scenarios.at(0);
  EXPECT_EQ(scenario.id, "rset-forgets-sender");
  EXPECT_EQ(scenario.title, "RSET discards the reverse-path");
  EXPECT_THAT(scenario.checks, ElementsAre("RFC5321-4.1.1.5-a"));
  ASSERT_EQ(scenario.steps.size(), 6U);
  EXPECT_EQ(scenario.steps.at(0).source, "C: MAIL FROM:<${sender}>");
  EXPECT_EQ(scenario.steps.at(0).at.line, 7U);
  EXPECT_EQ(scenario.steps.at(0).at.column, 3U);
  const auto& question = std::get<Question>(scenario.steps.at(5).what);
  ASSERT_EQ(question.alternatives.size(), 1U);
  EXPECT_EQ(question.alternatives.at(0).grade, Grade::fail);
  EXPECT_EQ(question.alternatives.at(0).label, "the reverse-path survived RSET");
  EXPECT_EQ(question.alternatives.at(0).expect.text_of_source, "250");
}

TEST(Parser, ReadsPiecesAndOutcomesAndDelivery) {
  const auto suite = parse("t.smtp", R"(suite "S"
scenario smuggle
  title T
  checks RFC5321-4.1.1.4-g
  needs CHUNKING not:PIPELINING observe AUTH=PLAIN
  given rcpt(2) tls-works
  variant at-once     wait 0ms 
  variant after-pause wait 300ms
  octets head "Subject: ${token}\r\n\r\n" hex "0d0a 2e"
  octets body repeat 3 base64 head
  C| together "BDAT ${length head body} LAST\r\n" head gap ${wait} each body split "x" gap 20ms "y"
  outcome after 2 until NOOP
    pass "content, or refused"   250 / [45]yz close?   # which?
    risk "resumed"               250|251... any... cites SEC-SMUGGLE-a
    warn "closed"                close
  delivered 1 from "${sender}" to "${recipient}" ${second-recipient} content head body lacks "x"
   | fail 2 "two messages"
   | note 0
)");
  ASSERT_TRUE(suite) << all(suite.error());
  const Scenario& scenario = suite->scenarios.at(0);
  const auto& write = std::get<ClientWrite>(scenario.steps.at(0).what);
  EXPECT_TRUE(write.together);
  ASSERT_EQ(write.pieces.size(), 8U);
  const auto& outcome = std::get<Outcome>(scenario.steps.at(1).what);
  EXPECT_EQ(outcome.after, 2U);
  EXPECT_EQ(outcome.fence, Outcome::Fence::noop);
  ASSERT_EQ(outcome.rows.size(), 3U);
  EXPECT_EQ(outcome.rows.at(0).sequences.size(), 2U);
  EXPECT_TRUE(outcome.rows.at(1).sequences.at(0).at(0).repeats);
  EXPECT_EQ(outcome.rows.at(1).cites, "SEC-SMUGGLE-a");
  const auto& delivered = std::get<Delivered>(scenario.steps.at(2).what);
  EXPECT_EQ(delivered.claim.to.size(), 2U);
  EXPECT_EQ(delivered.claim.content.size(), 2U);
  ASSERT_EQ(delivered.rows.size(), 2U);
  EXPECT_EQ(delivered.rows.at(0).label, "two messages");
}

TEST(Parser, ReadsTlsAndAuthAsQuestions) {
  const auto suite = parse_steps(
      "tls handshake\n | pass failed -> end\nauth PLAIN as ${user} \"wrong ${token}\"\n"
      " | pass 535|534\n | fail done \"let in\"\n");
  ASSERT_TRUE(suite) << all(suite.error());
  const auto& tls = std::get<TlsHandshake>(suite->scenarios.at(0).steps.at(0).what);
  EXPECT_EQ(tls.alternatives.at(0).expect.kind, Expect::Kind::tls_failed);
  EXPECT_TRUE(tls.alternatives.at(0).ends);
  const auto& auth = std::get<Auth>(suite->scenarios.at(0).steps.at(1).what);
  EXPECT_EQ(auth.mechanism, "PLAIN");
  EXPECT_EQ(auth.alternatives.at(0).expect.codes.size(), 2U);
  EXPECT_EQ(auth.alternatives.at(1).expect.kind, Expect::Kind::auth_done);
}

TEST(Parser, ReadsModifiers) {
  const auto question = only_step<Question>(
      "S? 250 lines 2.. has SIZE AUTH=PLAIN lacks XVERP text /a\\/b/i enhanced 2.x.x capture id /as "
      "(\\S+)/\n");
  const Expect& expect = question.expect;
  EXPECT_EQ(expect.lines->first, 2U);
  EXPECT_THAT(expect.has, ElementsAre("SIZE", "AUTH=PLAIN"));
  EXPECT_THAT(expect.lacks, ElementsAre("XVERP"));
  EXPECT_EQ(expect.text->re, "a\\/b");
  EXPECT_TRUE(expect.text->ignore_case);
  EXPECT_EQ(expect.enhanced, "2.x.x");
  EXPECT_EQ(expect.captures.at(0).name, "id");
}

TEST(Parser, CodesAreSetsOfDigitsInEachPlace) {
  const auto question = only_step<Question>("S? [45]5z|any\n");
  ASSERT_EQ(question.expect.codes.size(), 2U);
  EXPECT_EQ(question.expect.codes[0].first, (1U << 4U) | (1U << 5U));
  EXPECT_EQ(question.expect.codes[0].second, 1U << 5U);
  EXPECT_EQ(question.expect.codes[0].third, 0x3ffU);
  EXPECT_TRUE(question.expect.codes[1].any);
}

TEST(Parser, EscapesAndHolesInStrings) {
  const auto write = only_step<ClientWrite>(R"(C| "a\r\n\x00\0\"$$${token}${base64 \0${user}\0$$x}")"
                                            "\n");
  const Template& text = write.pieces.at(0).text;
  ASSERT_EQ(text.parts.size(), 3U);
  EXPECT_EQ(std::get<std::string>(text.parts[0]), std::string("a\r\n\0\0\"$", 7));
  EXPECT_EQ(std::get<Hole>(text.parts[1]).arguments.at(0), "token");
  EXPECT_EQ(std::get<Hole>(text.parts[2]).function, "base64");
  EXPECT_EQ(std::get<Hole>(text.parts[2]).arguments.at(0), std::string("\0${user}\0$$x", 12));
}

TEST(Parser, ACommandLineIsLiteralButForHoles) {
  const auto line = only_step<ClientLine>("C: NOOP \"#1\" \\r # $$\n");
  ASSERT_EQ(line.text.parts.size(), 1U);
  EXPECT_EQ(std::get<std::string>(line.text.parts[0]), "NOOP \"#1\" \\r # $");
}

TEST(Parser, ReportsOneMistakeALineAndGoesOn) {
  const auto suite = parse_steps("S? 2500\nC| \"open\nS: 250\ngvien rcpt\n");
  ASSERT_FALSE(suite);
  EXPECT_EQ(suite.error().size(), 3U) << all(suite.error());
}

TEST(Parser, StopsAfterTwentyDiagnostics) {
  std::string steps;
  for (int i = 0; i < 100; ++i) steps += "S? 9\n";
  const auto suite = parse_steps(steps);
  ASSERT_FALSE(suite);
  EXPECT_EQ(suite.error().size(), kMostDiagnostics);
}

TEST(Parser, DeepNestingIsRefusedAndNotFollowed) {
  std::string deep = "C| ";
  for (int i = 0; i < 100000; ++i) deep += "base64 ";
  EXPECT_FALSE(parse_steps(deep + "\"x\"\n"));
  std::string holes = "C: ";
  for (int i = 0; i < 100000; ++i) holes += "${base64 ";
  EXPECT_FALSE(parse_steps(holes + std::string(100000, '}') + "\n"));
}

TEST(Parser, AnyPrefixOfAFileGivesAnAnswer) {
  const std::string whole =
      "suite \"S\"\nscenario a\n title T\n checks RFC5321-4.5.2-c\n octets o hex \"0d\"\n"
      " C| \"${repeat 3 x}\" o each repeat ${token} \"\\x0d\" gap 3ms base64 \"a\"\n S? [45]yz text /a/i\n"
      "  | fail 250 \"l\" cites SEC-A -> end\n outcome after 1 until fence\n pass \"x\" 250 / close\n"
      " delivered 1 from \"a\" to \"b\" content o\n auth PLAIN as a b\n";
  for (std::size_t i = 0; i <= whole.size(); ++i) {
    for (const char* tail : {"", "\"", "\n", "${", "/", "\\", "\xff"}) {
      const auto suite = parse("t.smtp", whole.substr(0, i) + tail);
      if (!suite) {
        EXPECT_FALSE(all(suite.error()).empty());
      }
    }
  }
}

TEST(GroupOf, IsThePathBelowScenarios) {
  EXPECT_EQ(group_of("/usr/share/smtpspec/scenarios/rfc5321/rset.smtp"), "rfc5321/rset");
  EXPECT_EQ(group_of("scenarios/rfc5321/4.1.1.5-rset.smtp"), "rfc5321/4.1.1.5-rset");
  EXPECT_EQ(group_of("/tmp/mine.smtp"), "mine");
}

}  // namespace
}  // namespace smtpspec::language
