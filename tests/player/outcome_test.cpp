#include "tests/player/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::player {
namespace {

using testing::HasSubstr;

const std::string kSmuggling = scenario(R"(
given data
C| "x\n.\r\n" gap 300ms "RSET\r\n.\r\n"
outcome until fence
  pass "content, or refused"    250 / [45]yz close?
  warn "closed without a word"  close
  risk "resumed"                [45]yz any...
  fail "LF.CRLF ended it"       250 any...
)");

// After 354 the scripted server reads up to CRLF.CRLF.
Script ending(std::vector<std::string> last) {
  Script out{.replies = {"220 mx", "250 mx", "250 ok", "250 ok", "354 go"}};
  out.replies.insert(out.replies.end(), last.begin(), last.end());
  return out;
}

struct Row {
  const char* name;
  std::vector<std::string> last;
  Grade verdict;
  const char* message;
};
class OutcomeRow : public testing::TestWithParam<Row> {};

TEST_P(OutcomeRow, IsTheFirstThatMatchesTheWhole) {
  const Result result = play(kSmuggling, ending(GetParam().last)).result;
  EXPECT_EQ(result.verdict, GetParam().verdict) << result.message;
  EXPECT_THAT(result.message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Each, OutcomeRow,
    testing::Values(
        Row{"content", {"250 kept", "221 bye"}, Grade::pass, "answered 250"},
        Row{"refused", {"550 no", "221 bye"}, Grade::pass, "answered 550"},
        Row{"resumed", {"550 no\r\n250 reset\r\n500 what", "221 bye"}, Grade::risk, "550 250 500"},
        Row{"two", {"250 kept\r\n250 reset\r\n500 what", "221 bye"}, Grade::fail, "250 250 500"},
        Row{"any-code-is-a-fence", {"250 kept", "500 what"}, Grade::pass, "answered 250"},
        Row{"closed", {"<close>"}, Grade::warn, "closed"},
        Row{"reset-counts-as-close", {"<reset>"}, Grade::warn, "closed"},
        Row{"421", {"421 too slow", "<close>"}, Grade::blocked, "gave the connection up"},
        Row{"two-and-closed", {"250 kept\r\n250 reset", "<close>"}, Grade::fail, "answered 250 250"},
        Row{"closed-behind-250", {"250 kept", "<close>"}, Grade::blocked, "closed before all"}),
    [](const auto& row) {
      std::string name = row.param.name;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST(Outcome, WritesTheFenceOnlyAfterTheAnswer) {
  const Played played = play(kSmuggling, ending({"250 kept", "221 bye"}));
  ASSERT_GE(played.writes.size(), 3U);
  EXPECT_EQ(played.writes.back(), "QUIT\r\n");
  EXPECT_EQ(played.writes[played.writes.size() - 2], "RSET\r\n.\r\n");
}

TEST(Outcome, OfARefusalThatClosesMatches) {
  EXPECT_EQ(play(kSmuggling, ending({"550 no", "<close>"})).result.verdict, Grade::pass);
}

TEST(Outcome, ThatNoRowListsTakesTheGradeOfTheRequirement) {
  const std::string text = scenario("C: NOOP\noutcome until NOOP\n pass \"once\" 250\n");
  const Result result = play(text, {.replies = {"220 mx", "250 mx", "500 no", "250 ok"}}).result;
  EXPECT_EQ(result.verdict, Grade::fail);
  EXPECT_THAT(result.message, HasSubstr("no row lists this"));
}

TEST(Outcome, AMissingReplyIsProvenByNudges) {
  const std::string text =
      scenario("C: NOOP\noutcome until NOOP\n pass \"answered\" any\n fail \"no reply\" none\n");
  const Script lost{.replies = {"220 mx", "250 mx", "<silence>", "500 what", "250 ok", "500 what", "250 ok"}};
  EXPECT_EQ(play(text, lost).result.verdict, Grade::fail);
  const Script late{
      .replies = {"220 mx", "250 mx", "<silence>", "250 ok\r\n500 what", "250 ok", "500 what", "250 ok"}};
  const Result slow = play(text, late).result;
  EXPECT_EQ(slow.verdict, Grade::blocked) << slow.message;
  EXPECT_EQ(slow.end, Result::End::finished);
}

TEST(Outcome, OfAShortPatienceStillWaitsForNothing) {
  const std::string text = scenario("C| \"NOO\"\noutcome after 0 until close\n pass \"nothing\" none\n");
  Circumstances hasty = some_circumstances();
  hasty.reply_timeout = Millis(300);
  EXPECT_EQ(play(text, {.replies = {"220 mx", "250 mx"}}, hasty).result.verdict, Grade::pass);
}

TEST(Outcome, GarbageConvictsNobodyOfSmuggling) {
  const Result result = play(kSmuggling, ending({"550 no\r\ngarbage", "221 bye"})).result;
  EXPECT_EQ(result.verdict, Grade::blocked) << result.message;
}

TEST(Outcome, AnUnasked421IsNoSecondReply) {
  const std::string text =
      scenario("C: NOOP\noutcome until NOOP\n pass \"one\" any\n fail \"two\" any any any...\n");
  const auto verdict = [&](const char* reply) {
    return play(text, {.replies = {"220 mx", "250 mx", reply, "250 ok"}}).result.verdict;
  };
  EXPECT_EQ(verdict("250 ok\r\n421 too long"), Grade::blocked);
  EXPECT_EQ(verdict("250 ok\r\n250 ok\r\n421 too long"), Grade::fail);
}

TEST(Outcome, WaitsForQuietWhereNothingIsDue) {
  const std::string text = scenario("C| \"NOO\"\noutcome after 0 until close\n pass \"nothing\" none\n");
  EXPECT_EQ(play(text, {.replies = {"220 mx", "250 mx"}}).result.verdict, Grade::pass);
}

TEST(Outcome, ThatIsSettledTakesNoLateReplyForTheFences) {
  const Script ends_early = ending({"250 kept\r\n<later>500 not now", "<close>"});
  EXPECT_EQ(play(kSmuggling, ends_early).result.verdict, Grade::pass);
  std::string settled = kSmuggling;
  settled.replace(settled.find("outcome until"), 13, "outcome settled until");
  const Result result = play(settled, ends_early).result;
  EXPECT_EQ(result.verdict, Grade::fail);
  EXPECT_THAT(result.message, HasSubstr("answered 250 500, closed"));
}

TEST(Outcome, RepeatedCodesMatchOneOrMore) {
  const std::string text = scenario(
      "needs PIPELINING\nC| \"NOOP\\r\\nNOOP\\r\\nNOOP\\r\\n\"\noutcome after 3 until fence\n pass \"all\" "
      "250...\n");
  const auto verdict = [&](const char* third) {
    return play(text, {.replies = {"220 mx", "250-mx\r\n250 PIPELINING", "250 1", "250 2", third, "221 bye"}})
        .result.verdict;
  };
  EXPECT_EQ(verdict("250 3"), Grade::pass);
  EXPECT_EQ(verdict("500 3"), Grade::fail);
}

}  // namespace
}  // namespace smtpspec::player
