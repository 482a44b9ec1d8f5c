#include "fuzz/mutator/mutator.hpp"

#include "fuzz/mutator/pieces.hpp"
#include "reference/syntax/command.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

namespace smtpspec::fuzz {
namespace {

struct Kind {
  const char* name;
  const Craft* craft;
  std::string input;
};
const Kind kKinds[] = {
    {"dialogue", &dialogue_craft,
     "EHLO a.test\r\nMAIL FROM:<a@example.test> SIZE=100\r\nRCPT "
     "TO:<alice@example.test>\r\nDATA\r\nx\r\n.\r\n"
     "BDAT 4 LAST\r\na\r\nbQUIT\r\n"},
    {"line", &line_craft, "RCPT TO:<@a,@b:\"a\\\"b\"@example.test> NOTIFY=NEVER ORCPT=rfc822;a+2Bb"},
    {"path", &path_craft, "<@a,@b:\"a\\\"b\"@[IPv6:2001:db8::192.0.2.1]>"},
    {"mailbox", &mailbox_craft, "\"a\\\"b\"@[IPv6:2001:db8::192.0.2.1]"},
    {"content", &content_craft, "a\r\n..b\r\n\r\n.\r\n"},
    {"replies", &replies_craft, "250-a\r\n250 2.1.0 b\r\n354 c\r\n"},
    {"value", &value_craft, "IPv6:2001:db8::192.0.2.1"},
    {"scenario", &scenario_craft, "scenario a\n  C: NOOP\n  S? 250\n"},
};
constexpr std::size_t kMost[] = {1, 3, 40, 512};
constexpr std::size_t kChoices[] = {0, 3};

class Mutator : public testing::TestWithParam<Kind> {
 protected:
  /// Over inputs of many generations, so that odd ones are among them.
  template <class Check>
  void for_many(Check check) {
    for (const std::size_t choices : kChoices) {
      const Shape shape{*GetParam().craft, choices};
      std::string input = GetParam().input;
      for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        check(shape, input, seed);
        input = seed % 20 == 0 ? GetParam().input : mutate(shape, input, 1024, Random(seed));
      }
      check(shape, "", 1);
    }
  }
};
INSTANTIATE_TEST_SUITE_P(OfEveryKind, Mutator, testing::ValuesIn(kKinds),
                         [](const auto& kind) { return kind.param.name; });

TEST_P(Mutator, MakesNothingLongerThanItMay) {
  for_many([&](const Shape& shape, const std::string& input, std::uint64_t seed) {
    for (const std::size_t most : kMost) {
      EXPECT_LE(mutate(shape, input, most, Random(seed)).size(), most);
      EXPECT_LE(cross(shape, input, GetParam().input, most, Random(seed)).size(), most);
    }
  });
}

TEST_P(Mutator, MakesTheSameOfTheSameSeed) {
  for_many([&](const Shape& shape, const std::string& input, std::uint64_t seed) {
    EXPECT_EQ(mutate(shape, input, 512, Random(seed)), mutate(shape, input, 512, Random(seed)));
    EXPECT_EQ(cross(shape, input, GetParam().input, 512, Random(seed)),
              cross(shape, input, GetParam().input, 512, Random(seed)));
  });
}

TEST_P(Mutator, MakesManyOfOneInput) {
  std::set<std::string> made;
  for (std::uint64_t seed = 0; seed < 1000; ++seed)
    made.insert(mutate({*GetParam().craft, 0}, GetParam().input, 512, Random(seed)));
  EXPECT_GT(made.size(), 300U);
}

TEST_P(Mutator, SplitsAndJoinsWithoutLoss) {
  for_many([&](const Shape& shape, const std::string& input, std::uint64_t) {
    EXPECT_EQ(join(shape.craft.split(input)), input);
  });
}

TEST(MutatorOfDialogues, KeepsContentAndChunksTogether) {
  EXPECT_THAT(dialogue_craft.split("data\r\na\r\n.b\r\n.\r\nBDAT 3\r\nx\r\nQUIT\r\n"),
              testing::ElementsAre("data\r\n", "a\r\n.b\r\n.\r\n", "BDAT 3\r\nx\r\n", "QUIT\r\n"));
  EXPECT_THAT(dialogue_craft.split("DATA\r\n.\r\nBDAT 99 LAST\r\nx"),
              testing::ElementsAre("DATA\r\n", ".\r\n", "BDAT 99 LAST\r\nx"));
}

TEST(Pieces, AreLinesWhereTheyEndInTheirOnlyCrlf) {
  for (const char* line : {"\r\n", "NOOP\r\n"}) EXPECT_TRUE(is_line(line)) << line;
  for (const char* other : {"", ".", "\n", "x\n", "NOOP", "DATA\r\nx\r\n"})
    EXPECT_FALSE(is_line(other)) << other;
}

TEST(MutatorOfLines, ReachesEveryOddity) {
  syntax::Oddities met = 0;
  std::string line = "MAIL FROM:<a@example.test> SIZE=100";
  syntax::Command command;
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    const std::string made = mutate({line_craft, 0}, line, 1024, Random(seed));
    parse_command(made, {}, command);
    met |= command.oddities;
  }
  for (int bit = 0; bit < 32; ++bit) {
    const auto oddity = static_cast<syntax::Oddity>(1U << bit);
    EXPECT_TRUE(has(met, oddity)) << describe(oddity);
  }
}

}  // namespace
}  // namespace smtpspec::fuzz
