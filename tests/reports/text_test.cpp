#include "reports/text.hpp"

#include <gtest/gtest.h>

namespace smtpspec::reports {
namespace {

TEST(Text, KeepsWhatPeopleWrote) {
  EXPECT_EQ(clean("RFC 5321 §4.1.1.5\tRSET\nπ 漢 😀"), "RFC 5321 §4.1.1.5\tRSET\nπ 漢 😀");
}

TEST(Text, ShowsWhatIsNoCharacter) {
  EXPECT_EQ(clean(std::string_view("a\0b\r\x1b[2J\x7f", 9)), "a\\x00b\\r\\x1b[2J\\x7f");
  EXPECT_EQ(clean("\xc3("), "\\xc3(");
  EXPECT_EQ(clean("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "a surrogate";
  EXPECT_EQ(clean("\xef\xbf\xbf"), "\\xef\\xbf\\xbf") << "a noncharacter";
  EXPECT_EQ(clean("\xe2\x80\xae"), "\\xe2\\x80\\xae") << "right-to-left override";
  EXPECT_EQ(clean("\xc2\x85"), "\\xc2\\x85") << "NEL";
  EXPECT_EQ(clean("\xc0\x80"), "\\xc0\\x80") << "overlong";
  EXPECT_EQ(clean("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "beyond U+10FFFF";
  EXPECT_EQ(clean("\xf0\x9f\x98"), "\\xf0\\x9f\\x98") << "cut off";
}

TEST(Text, ShowsMarksThatNobodySees) {
  EXPECT_EQ(clean("\xd8\x9c"), "\\xd8\\x9c") << "U+061C, the Arabic letter mark";
  EXPECT_EQ(clean("\xc2\xad"), "\\xc2\\xad") << "U+00AD, the soft hyphen";
  EXPECT_EQ(clean("\xe1\xa0\x8e"), "\\xe1\\xa0\\x8e") << "U+180E, the Mongolian vowel separator";
  EXPECT_EQ(clean("\xef\xb8\x8f"), "\\xef\\xb8\\x8f") << "U+FE0F, a variation selector";
  EXPECT_EQ(clean("\xf3\xa0\x81\x81"), "\\xf3\\xa0\\x81\\x81") << "U+E0041, a tag";
}

TEST(Text, PutsOneLineWithinItsLimit) {
  EXPECT_EQ(one_line("a\nb\tc", 10), "a b c");
  EXPECT_EQ(one_line("0123456789", 10), "0123456789");
  EXPECT_EQ(one_line("0123456789a", 10), "0123456...");
  EXPECT_EQ(one_line("§§§§§§", 10), "§§§...") << "a character is not torn";
  for (std::size_t limit = 0; limit < 40; ++limit)
    EXPECT_LE(one_line(std::string(50, '\0'), limit).size(), std::max<std::size_t>(limit, 3));
}

TEST(Text, KeepsBareLfAndCrlfApart) {
  EXPECT_EQ(visible_lines("250-a\r\n250 b\nc", 100).lines,
            (std::vector<std::string>{"250-a\\r\\n", "250 b\\n", "c"}));
}

TEST(Text, SaysHowMuchItLeftOut) {
  const VisibleLines shown = visible_lines("0123456789", 4);
  EXPECT_EQ(shown.lines, std::vector<std::string>{"0123"});
  EXPECT_EQ(shown.omitted, 6U);
}

TEST(Text, FoldsWordsAndCutsLongOnes) {
  EXPECT_EQ(wrapped("the reverse-path survived RSET", 20),
            (std::vector<std::string>{"the reverse-path", "survived RSET"}));
  EXPECT_EQ(wrapped("012345678901234567890", 10),
            (std::vector<std::string>{"0123456789", "0123456789", "0"}));
  EXPECT_EQ(wrapped("", 10), std::vector<std::string>{""});
}

TEST(Text, FoldsOctetsWithoutLosingOne) {
  EXPECT_EQ(folded("250   two  blanks", 7), (std::vector<std::string>{"250   t", "wo  bla", "nks"}));
  EXPECT_EQ(folded("§§§", 2), (std::vector<std::string>{"§§", "§"})) << "a character is not torn";
  EXPECT_EQ(folded("abc", 0), std::vector<std::string>{"abc"});
  EXPECT_EQ(folded("", 10), std::vector<std::string>{""});
}

}  // namespace
}  // namespace smtpspec::reports
