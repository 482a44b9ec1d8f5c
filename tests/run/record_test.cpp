#include "harness/run/record.hpp"

#include "harness/language/parser.hpp"
#include "harness/run/every_dialogue.hpp"
#include "harness/run/rerun.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::run {
namespace {

using reports::Verdict;
using ::testing::HasSubstr;

constexpr std::string_view kText =
    "suite \"x\"\n\nscenario one\n title One\n checks RFC5321-3.1-a\n C: NOOP\n S? 250\n\n\n"
    "scenario two\n title Two\n checks RFC5321-3.1-a\n C: RSET\n S? 250\n";

player::Case one() {
  auto suite = language::parse("scenarios/a/x.smtp", kText);
  EXPECT_TRUE(suite);
  const auto shared = std::make_shared<const language::Suite>(*std::move(suite));
  return {shared, &shared->scenarios.front(), nullptr};
}

TEST(Record, TheSourceOfAScenarioEndsBeforeTheNextOne) {
  const player::Case what = one();
  EXPECT_EQ(source_of(*what.suite, what.suite->scenarios[0], kText),
            "scenario one\n title One\n checks RFC5321-3.1-a\n C: NOOP\n S? 250");
  EXPECT_EQ(source_of(*what.suite, what.suite->scenarios[1], kText),
            "scenario two\n title Two\n checks RFC5321-3.1-a\n C: RSET\n S? 250");
  EXPECT_EQ(source_of(*what.suite, what.suite->scenarios[1], ""), "");
}

TEST(Record, ACaseSaysWhatItIsAndHowItEnded) {
  language::Catalogue catalogue;
  catalogue["RFC5321-3.1-a"] = {.id = "RFC5321-3.1-a", .section = "3.1", .level = language::Level::must};
  Settled settled{.verdict = Verdict::fail, .message = "answered 500", .plays = 2};
  settled.result.findings.push_back({.grade = player::Grade::fail, .message = "answered 500", .at = {7, 2}});
  settled.result.transcript.push_back(
      {.kind = player::Entry::Kind::received, .at = std::chrono::milliseconds(1500), .octets = "500 x\r\n"});
  const reports::CaseResult out = record(one(), settled, catalogue);
  EXPECT_EQ(out.id, "one");
  EXPECT_EQ(out.group, "a/x");
  EXPECT_EQ(out.verdict, Verdict::fail);
  EXPECT_EQ(out.attempts, 2);
  ASSERT_EQ(out.rules.size(), 1U);
  EXPECT_EQ(out.rules[0].level, "MUST");
  ASSERT_EQ(out.findings.size(), 1U);
  EXPECT_EQ(out.findings[0].line, 7U);
  ASSERT_EQ(out.transcript.size(), 1U);
  EXPECT_EQ(out.transcript[0].octets, "500 x\r\n");
  EXPECT_DOUBLE_EQ(out.seconds, 1.5);
}

TEST(Record, AnExchangeSaysHowMuchOfItWasNotKept) {
  const auto exchange = exchange_of({.kind = player::Entry::Kind::received, .octets = "250", .dropped = 7});
  EXPECT_EQ(exchange.dropped, 7U);
  EXPECT_EQ(exchange.text, "");
}

TEST(EveryDialogue, IsOneCaseACheckWithCountAndWorstEvidence) {
  const auto check = player::general_checks().front();
  player::Result result;
  result.replies_seen = 5;
  result.general.push_back({check.id, {.grade = player::Grade::warn, .message = "mild"}, 0});
  EveryDialogue every;
  every.take(one(), result);
  result.general.front().finding = {.grade = player::Grade::fail, .message = "grave"};
  every.take(one(), result);
  const auto cases = every.cases({});
  ASSERT_EQ(cases.size(), player::general_checks().size());
  EXPECT_EQ(cases[0].count, 2U);
  EXPECT_EQ(cases[0].verdict, Verdict::fail);
  EXPECT_THAT(cases[0].message, HasSubstr("grave (seen 2 times in 10 replies, as in one)"));
  EXPECT_EQ(cases[1].verdict, Verdict::pass);
}

TEST(EveryDialogue, WithoutARepliesThereIsNothingToSay) {
  EveryDialogue every;
  every.take(one(), {});
  EXPECT_TRUE(every.cases({}).empty());
}

TEST(Rerun, IsOneCommandWithoutThePassword) {
  Options options;
  options.settings.target = "[::1]:25";
  options.settings.user = "alice smith";
  options.settings.password = "secret";
  options.settings.lmtp = true;
  options.settings.sink_port = 99;
  options.seed = 7;
  EXPECT_EQ(rerun_command(options, "a/b"),
            "smtpspec run --target '[::1]:25' --lmtp --user 'alice smith' --sink-port 99 --seed 7 a/b");
}

TEST(Rerun, AShellTakesAnyTextAsOneWord) {
  EXPECT_EQ(shell_word("a/b"), "a/b");
  EXPECT_EQ(shell_word("it's {port}"), "'it'\\''s {port}'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace smtpspec::run
