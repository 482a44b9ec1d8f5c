#include "fuzz/adapter/shrink.hpp"

#include <gmock/gmock.h>

namespace smtpspec::fuzz {
namespace {

std::string shrunk_while_it_has(std::string_view input, std::string_view part) {
  return shrink(input, [&](std::string_view left) { return left.find(part) != std::string_view::npos; });
}

TEST(Shrink, LeavesWhatIsNeeded) {
  EXPECT_EQ(shrunk_while_it_has("<\"odd user\"@[192.0.2.1]> SIZE=1", "\"@"), "\"@");
  EXPECT_EQ(shrunk_while_it_has("abc", "abc"), "abc");
  EXPECT_EQ(shrunk_while_it_has("abc", ""), "");
}

TEST(Shrink, TakesAwayWhatMustGoTogether) {
  const auto balanced = [](std::string_view left) {
    return std::ranges::count(left, '(') == std::ranges::count(left, ')') && left.ends_with('!');
  };
  EXPECT_EQ(shrink("()!", balanced), "!");
}

TEST(Shrink, PutsLettersInThePlaceOfOddOctets) {
  const auto of_three = [](std::string_view left) { return left.size() == 3; };
  EXPECT_EQ(shrink("\r x", of_three), "aax");
  const auto of_two_characters = [](std::string_view left) {
    return left == "\xf0\x9f\x98\x80x" || left == "ax";
  };
  EXPECT_EQ(shrink("\xf0\x9f\x98\x80x", of_two_characters), "ax");
}

TEST(Shrink, EndsWhateverItIsAsked) {
  const std::string input(100'000, '\n');
  EXPECT_EQ(shrink(input, [](std::string_view) { return false; }), input);
}

}  // namespace
}  // namespace smtpspec::fuzz
