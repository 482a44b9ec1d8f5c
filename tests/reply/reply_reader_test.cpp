#include "reference/reply/reply.hpp"
#include "tests/support/grind.hpp"

namespace smtpspec::reply {
namespace {

using test::Events;
using test::Pieces;

std::string faults(const Reply& reply) {
  static constexpr std::string_view kNames[] = {
      "bare LF", "bare CR", "code range", "separator", "code changes", "too long",
      "control", "8-bit",   "no reply",   "cut off",   "clipped",
  };
  std::string names;
  for (std::size_t bit = 0; bit < std::size(kNames); ++bit) {
    if ((reply.faults >> bit & 1) != 0) names += " (" + std::string(kNames[bit]) + ")";
  }
  return names;
}

std::string event(const Reply& reply) {
  std::string text = std::to_string(reply.code);
  for (const std::string& line : reply.lines) text += " [" + visible(line) + "]";
  return text + faults(reply);
}

Events replies(const Pieces& pieces) {
  ReplyReader reader;
  Events events;
  for (const std::string& piece : pieces) {
    reader.feed(piece);
    while (const auto reply = reader.next()) events.push_back(event(*reply));
  }
  if (const auto reply = reader.finish()) events.push_back(event(*reply));
  EXPECT_TRUE(reader.idle());
  return events;
}

void expect_replies(std::string_view input, const Events& expected) { test::grind(input, expected, replies); }

TEST(ReplyReader, ReadsOneLine) { expect_replies("250 OK\r\n", {"250 [OK]"}); }

TEST(ReplyReader, ReadsSeveralReplies) {
  expect_replies("250 OK\r\n354 go\r\n221 bye\r\n", {"250 [OK]", "354 [go]", "221 [bye]"});
}

TEST(ReplyReader, ReadsSeveralLines) {
  expect_replies("250-mail.example.test\r\n250-SIZE 1000\r\n250 HELP\r\n",
                 {"250 [mail.example.test] [SIZE 1000] [HELP]"});
}

TEST(ReplyReader, TextMayBeMissing) {
  expect_replies("250\r\n", {"250 []"});
  expect_replies("250 \r\n", {"250 []"});
  expect_replies("250-\r\n250\r\n", {"250 [] []"});
}

TEST(ReplyReader, NamesEachDepartureFromTheForm) {
  expect_replies("250 OK\n", {"250 [OK] (bare LF)"});
  expect_replies("250 O\rK\r\n", {"250 [O\\rK] (bare CR)"});
  expect_replies("250 OK\r\r\n", {"250 [OK\\r] (bare CR)"});
  expect_replies("650 OK\r\n", {"650 [OK] (code range)"});
  expect_replies("199 OK\r\n", {"199 [OK] (code range)"});
  expect_replies("260 OK\r\n", {"260 [OK] (code range)"});
  expect_replies("250_OK\r\n", {"250 [_OK] (separator)"});
  expect_replies("250\tOK\r\n", {"250 [\\tOK] (separator)"});
  expect_replies("250-a\r\n550 b\r\n", {"250 [a] [b] (code changes)"});
  expect_replies(std::string_view("250 a\0b\r\n", 9), {"250 [a\\x00b] (control)"});
  expect_replies("250 a\tb\r\n", {"250 [a\\tb]"});
  expect_replies("250 \xc3\xa4\r\n", {"250 [\\xc3\\xa4] (8-bit)"});
  expect_replies("hello\r\n250 OK\r\n", {"0 [hello] (no reply)", "250 [OK]"});
  expect_replies("\r\n", {"0 [] (no reply)"});
  expect_replies("250-a\r\nb\r\n250 c\r\n", {"250 [a] [b] [c] (no reply)"});
}

TEST(ReplyReader, ALineOf512OctetsIsNotTooLong) {
  const std::string text(512 - 6, 'x');
  expect_replies("250 " + text + "\r\n", {"250 [" + text + "]"});
  expect_replies("250 " + text + "x\r\n", {"250 [" + text + "x] (too long)"});
}

TEST(ReplyReader, ClosingInsideAReplyCutsItOff) {
  expect_replies("250 O", {"250 [O] (cut off)"});
  expect_replies("250-a\r\n", {"250 [a] (cut off)"});
  expect_replies("250-a\r\n25", {"250 [a] [25] (no reply) (cut off)"});
  expect_replies("", {});
}

TEST(ReplyReader, KeepsTheOctetsAsTheyCame) {
  ReplyReader reader;
  reader.feed("250-a\n250 b\r\n");
  EXPECT_EQ(reader.next()->octets, "250-a\n250 b\r\n");
}

TEST(ReplyReader, IsIdleBetweenReplies) {
  ReplyReader reader;
  EXPECT_TRUE(reader.idle());
  reader.feed("250-a\r\n");
  EXPECT_FALSE(reader.idle());
  reader.feed("250 b\r\n");
  EXPECT_TRUE(reader.idle());
}

std::size_t octets_held(const Reply& reply) {
  std::size_t held = reply.octets.size();
  for (const std::string& line : reply.lines) held += line.size();
  return held;
}

TEST(ReplyReader, AnEndlessLineIsClipped) {
  ReplyReader reader;
  const std::string block(1 << 16, 'x');
  reader.feed("250 ");
  for (int i = 0; i < 200; ++i) reader.feed(block);
  reader.feed("\r\n250 next\r\n");
  const auto reply = reader.next();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->code, 250);
  EXPECT_TRUE(reply->has(FormFault::clipped) && reply->has(FormFault::too_long));
  EXPECT_EQ(reply->octets.size(), ReplyReader::kKept);
  EXPECT_EQ(event(*reader.next()), "250 [next]");
}

TEST(ReplyReader, AnEndlessReplyIsClippedAndItsEndIsFound) {
  ReplyReader reader;
  for (int i = 0; i < 100'000; ++i) reader.feed("250-" + std::string(100, 'x') + "\r\n");
  EXPECT_FALSE(reader.next());
  reader.feed("250 end\r\n250 next\r\n");
  const auto reply = reader.next();
  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->has(FormFault::clipped));
  EXPECT_LE(octets_held(*reply), 3 * ReplyReader::kKept);
  EXPECT_EQ(event(*reader.next()), "250 [next]");
}

TEST(ReplyReader, EmptyLinesWithoutEndAreClippedToo) {
  ReplyReader reader;
  for (int i = 0; i < 100'000; ++i) reader.feed("250-\r\n");
  const auto reply = reader.finish();
  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->has(FormFault::clipped) && reply->has(FormFault::cut_off));
  EXPECT_LE(reply->lines.size(), ReplyReader::kKept / 6 + 1);
}

}  // namespace
}  // namespace smtpspec::reply
