#include "reports/merge.hpp"

#include "tests/reports/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::reports {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

reports::Run with(CaseResult c) {
  reports::Run run;
  run.target.address = "127.0.0.1:2525";
  c.id = c.id.empty() ? "rset" : c.id;
  run.cases = {std::move(c)};
  return run;
}

CaseResult merged(CaseResult first, CaseResult second, bool strict = false) {
  reports::Run a = with(std::move(first)), b = with(std::move(second));
  a.strict = strict;
  const auto run = merge({a, b});
  EXPECT_TRUE(run && run->cases.size() == 1);
  return run ? run->cases.front() : CaseResult{};
}

reports::Run shard(std::uint32_t index, std::uint32_t of) {
  reports::Run run = with({.id = std::to_string(index)});
  run.partial = true;
  run.shards = {.of = of, .here = {index}};
  return run;
}

TEST(Merge, PutsShardsTogether) {
  reports::Run first = tests::ordinary_run(), second = tests::ordinary_run();
  first.cases.resize(5);
  second.cases.erase(second.cases.begin(), second.cases.begin() + 4);
  second.cases[0].verdict = Verdict::fail;
  first.not_run = {second.cases[1].id, "nowhere"};
  second.complete = false;
  const auto merged = merge({first, second});
  ASSERT_TRUE(merged) << render(merged.error());
  EXPECT_EQ(merged->cases.size(), 10U);
  EXPECT_EQ(merged->cases[4].verdict, Verdict::fail) << "the worse of two results stays";
  EXPECT_EQ(merged->cases[4].attempts, 2);
  EXPECT_EQ(merged->not_run, std::vector<std::string>{"nowhere"});
  EXPECT_FALSE(merged->complete);
}

TEST(Merge, RefusesWhatDoesNotBelongTogether) {
  EXPECT_EQ(merge({}).error().what, "expected at least one run to merge");
  reports::Run elsewhere = tests::ordinary_run();
  elsewhere.target.address = "127.0.0.1:2626";
  EXPECT_THAT(merge({tests::ordinary_run(), elsewhere}).error().what,
              HasSubstr("expected runs of one target"));
  reports::Run newer = tests::ordinary_run();
  newer.tool_version = "0.2.0";
  EXPECT_THAT(merge({tests::ordinary_run(), newer}).error().what, HasSubstr("found 0.1.0 and 0.2.0"));
}

TEST(Merge, PassesOverARunThatFoundNoTarget) {
  reports::Run nobody = with({});
  nobody.target.address.clear();
  nobody.lost = "the server could not be launched";
  for (const auto& runs : {std::vector{nobody, with({})}, std::vector{with({}), nobody}}) {
    const auto run = merge(runs);
    ASSERT_TRUE(run) << render(run.error());
    EXPECT_EQ(run->target.address, "127.0.0.1:2525");
    EXPECT_EQ(run->lost, nobody.lost);
  }
}

TEST(Merge, KeepsACrashBesideAnotherFail) {
  const CaseResult plain{.verdict = Verdict::fail}, crash{.verdict = Verdict::fail, .crash = "SIGSEGV"};
  EXPECT_EQ(merged(plain, crash).crash, "SIGSEGV");
  EXPECT_EQ(merged(crash, plain).crash, "SIGSEGV");
  EXPECT_EQ(merged(crash, {.verdict = Verdict::error}).crash, "SIGSEGV");
}

TEST(Merge, KeepsAWarningThatCountsBesideWhatCountsNot) {
  for (const Verdict other : {Verdict::skip, Verdict::blocked}) {
    EXPECT_EQ(merged({.verdict = Verdict::warn}, {.verdict = other}, true).verdict, Verdict::warn);
    EXPECT_EQ(merged({.verdict = other}, {.verdict = Verdict::warn}, true).verdict, Verdict::warn);
  }
}

CaseResult every_dialogue(Verdict verdict, std::uint64_t count, std::uint64_t replies) {
  CaseResult c{.id = "every-dialogue/form", .group = "every-dialogue", .verdict = verdict};
  c.count = count;
  c.replies = replies;
  c.dialogues = replies / 10;
  c.attempts = 1;
  if (count != 0) {
    c.first_in = std::to_string(count);
    c.findings = {{.verdict = verdict, .message = "a bare LF"}};
  }
  return c;
}

TEST(Merge, AddsUpWhatWasSeenInEveryDialogue) {
  const CaseResult c = merged(every_dialogue(Verdict::warn, 3, 100), every_dialogue(Verdict::fail, 4, 200));
  EXPECT_EQ(c.verdict, Verdict::fail);
  EXPECT_EQ(c.count, 7U);
  EXPECT_EQ(c.replies, 300U);
  EXPECT_EQ(c.dialogues, 30U);
  EXPECT_EQ(c.attempts, 1);
  EXPECT_EQ(c.message, "a bare LF (seen 7 times in 300 replies, as in 4)");
  EXPECT_EQ(merged(every_dialogue(Verdict::pass, 0, 100), every_dialogue(Verdict::pass, 0, 200)).message,
            "300 replies of 30 dialogues");
}

TEST(Merge, IsWholeOnceAllShardsAreThere) {
  const auto whole = merge({shard(2, 3), shard(1, 3), shard(3, 3)});
  ASSERT_TRUE(whole);
  EXPECT_FALSE(whole->partial);
  EXPECT_EQ(whole->shards.of, 0U);
  const auto part = merge({shard(4, 4), shard(1, 4), shard(1, 4)});
  ASSERT_TRUE(part);
  EXPECT_TRUE(part->partial);
  EXPECT_EQ(part->shards.of, 4U);
  EXPECT_THAT(part->shards.here, ElementsAre(1, 4));
  const auto later = merge({*part, shard(2, 4), shard(3, 4)});
  ASSERT_TRUE(later);
  EXPECT_FALSE(later->partial);
}

TEST(Merge, IsNotWholeOfShardsOfASelectionOrOfDifferentSplits) {
  reports::Run selected = shard(2, 2);
  selected.selected = true;
  EXPECT_TRUE(merge({shard(1, 2), selected})->partial);
  EXPECT_TRUE(merge({shard(1, 2), shard(2, 3)})->partial);
  EXPECT_EQ(merge({shard(1, 2), shard(2, 3)})->shards.of, 0U);
  reports::Run old = with({});
  old.partial = true;  // of a time when shards were not named
  EXPECT_TRUE(merge({old, shard(1, 1)})->partial);
}

}  // namespace
}  // namespace smtpspec::reports
