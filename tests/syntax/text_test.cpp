#include "reference/syntax/chunk.hpp"
#include "reference/syntax/octets.hpp"
#include "reference/syntax/utf8.hpp"
#include "reference/syntax/xtext.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::syntax {
namespace {

std::string all_octets() {
  std::string octets;
  for (int c = 0; c < 256; ++c) octets += static_cast<char>(c);
  return octets;
}

TEST(Xtext, RoundTripsEveryOctet) {
  const std::string octets = all_octets();
  const std::string text = encode_xtext(octets);
  EXPECT_EQ(decode_xtext(text), octets);
  EXPECT_FALSE(xtext_error(text));
}

TEST(Xtext, EncodesPlusEqualsSpaceControlsAndEightBit) {
  EXPECT_EQ(encode_xtext("a+b=c d\r\xff!~"), "a+2Bb+3Dc+20d+0D+FF!~");
}

TEST(Xtext, SaysWhereTheGrammarIsBroken) {
  EXPECT_EQ(xtext_error("ab c"), 2U);
  EXPECT_EQ(xtext_error("a=b"), 1U);
  EXPECT_EQ(xtext_error("a+2"), 1U);
  EXPECT_EQ(xtext_error("a+2b"), 1U);
  EXPECT_EQ(xtext_error("+2B+"), 3U);
  EXPECT_EQ(xtext_error("\x7f"), 0U);
  EXPECT_FALSE(decode_xtext("a+"));
  EXPECT_EQ(decode_xtext(""), "");
}

TEST(Utf8, TakesWellFormedSequences) {
  for (const std::string_view good : {"", "a", "\xc2\x80", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
                                      "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8(good));
  }
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndFragments) {
  for (const std::string_view bad :
       {"\x80", "\xc0\xaf", "\xc1\xbf", "\xc2", "\xc2g", "\xe0\x9f\xbf", "\xe2\x82", "\xed\xa0\x80",
        "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe2\x82"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
  EXPECT_EQ(utf8_prefix("ab\xc3\xa4\xff"), 4U);
  EXPECT_TRUE(is_ascii("abc"));
  EXPECT_FALSE(is_ascii("a\xc3\xa4"));
}

TEST(PlainRun, StopsWhereEachOctetBelow14Stands) {
  for (std::size_t at = 0; at < 40; ++at) {
    for (int octet = 0; octet < 256; ++octet) {
      std::string text(40, 'x');
      text[at] = static_cast<char>(octet);
      const PlainRun run = plain_run(text);
      EXPECT_EQ(run.length, octet < 14 ? at : 40) << octet;
      EXPECT_EQ(run.eight_bit, octet > 127) << octet;
    }
  }
}

TEST(EqualsIgnoringCase, FoldsAsciiLettersOnly) {
  EXPECT_TRUE(equals_ignoring_case("Last", "LAST"));
  EXPECT_FALSE(equals_ignoring_case("@[", "`{"));
  EXPECT_FALSE(equals_ignoring_case("\xc4", "\xe4"));
  EXPECT_FALSE(equals_ignoring_case("LAST", "LAS"));
}

TEST(Chunk, TakesItsOctetsAndNoMore) {
  ChunkReader chunk(5);
  std::string_view input = "abc";
  EXPECT_EQ(chunk.take(input), "abc");
  EXPECT_FALSE(chunk.done());
  input = "deQUIT";
  EXPECT_EQ(chunk.take(input), "de");
  EXPECT_TRUE(chunk.done());
  EXPECT_EQ(input, "QUIT");
}

}  // namespace
}  // namespace smtpspec::syntax
