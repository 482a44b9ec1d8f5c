#include "reference/reply/reply.hpp"

#include "reference/reply/visible.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::reply {
namespace {

TEST(EnhancedCode, IsReadAtTheStartOfTheText) {
  EXPECT_EQ(parse_enhanced("2.1.5 Recipient ok"), (EnhancedCode{2, 1, 5}));
  EXPECT_EQ(parse_enhanced("5.7.8"), (EnhancedCode{5, 7, 8}));
  EXPECT_EQ(parse_enhanced("4.999.999 x"), (EnhancedCode{4, 999, 999}));
}

TEST(EnhancedCode, IsRefusedWhereItBreaksTheGrammar) {
  for (const std::string_view text : {"", "2", "2.1", "2.1.", "3.1.5 x", "2.1.5x", "2.1.1234 x", "2.01.5 x",
                                      "12.1.5 x", " 2.1.5", "2.1.5.6", "2,1,5", "2..5 x", "-2.1.5"}) {
    EXPECT_FALSE(parse_enhanced(text)) << text;
  }
}

TEST(Reply, ItsEnhancedCodeHasItsClass) {
  EXPECT_EQ((Reply{.code = 250, .lines = {"2.1.0 ok"}}.enhanced()), (EnhancedCode{2, 1, 0}));
  EXPECT_FALSE((Reply{.code = 250, .lines = {"5.1.0 no"}}.enhanced()));
  EXPECT_FALSE((Reply{.code = 250}.enhanced()));
}

std::string written(int code, const std::vector<std::string>& lines) {
  std::string out;
  append_reply(out, code, lines);
  return out;
}

TEST(AppendReply, WritesHyphensOnAllLinesButTheLast) {
  EXPECT_EQ(written(250, {"OK"}), "250 OK\r\n");
  EXPECT_EQ(written(250, {"a", "b", "c"}), "250-a\r\n250-b\r\n250 c\r\n");
  EXPECT_EQ(written(250, {}), "250\r\n");
}

TEST(AppendReply, IsReadBack) {
  ReplyReader reader;
  reader.feed(written(250, {"mail.example.test", "", "SIZE"}));
  const auto reply = reader.next();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->code, 250);
  EXPECT_THAT(reply->lines, testing::ElementsAre("mail.example.test", "", "SIZE"));
  EXPECT_EQ(reply->faults, 0);
}

TEST(Visible, IsReversibleAndPrintable) {
  EXPECT_EQ(visible("a\\b\r\n\t"), R"(a\\b\r\n\t)");
  EXPECT_EQ(visible_lines("a\033\r\n\nb\r"), "a\\x1b\n\nb\\r");
  EXPECT_EQ(visible(std::string_view("\0\x7f\xff", 3)), R"(\x00\x7f\xff)");
}

}  // namespace
}  // namespace smtpspec::reply
