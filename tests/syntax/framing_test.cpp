#include "reference/syntax/framing.hpp"

#include "tests/support/grind.hpp"

namespace smtpspec::syntax {
namespace {

using test::Events;
using test::Pieces;
using Rules = FramingRules;

std::string event(const Line& line) {
  static constexpr std::string_view kFaults[] = {"", " (too long)", " (bare LF)", " (bare CR)", " (NUL)"};
  return reply::visible(line.text) + std::string(kFaults[static_cast<std::size_t>(line.fault)]) +
         (line.closes ? " (close)" : "");
}

/// Stops at a close, as a receiver does.
Events lines(const Pieces& pieces, const Rules& rules) {
  LineReader reader;
  Events events;
  for (const std::string& piece : pieces) {
    std::string_view input = piece;
    while (const auto line = reader.next(input, rules)) {
      events.push_back(event(*line));
      if (line->closes) return events;
    }
  }
  return events;
}

void expect_lines(std::string_view input, const Events& expected, const Rules& rules = {}) {
  test::grind(input, expected, [&](const Pieces& pieces) { return lines(pieces, rules); });
}

TEST(LineReader, CrlfEndsALine) { expect_lines("NOOP\r\nQUIT\r\n", {"NOOP", "QUIT"}); }

TEST(LineReader, AnEmptyLineIsALine) { expect_lines("\r\n\r\nNOOP\r\n", {"", "", "NOOP"}); }

TEST(LineReader, AnUnfinishedLineIsNotHandedOut) { expect_lines("NOOP\r\nQUIT", {"NOOP"}); }

TEST(LineReader, BareLfIsNotALineEnd) { expect_lines("NOOP\nRSET\r\nQUIT\r\n", {"NOOP\\nRSET", "QUIT"}); }

TEST(LineReader, BareCrIsNotALineEnd) { expect_lines("NOOP\rRSET\r\nQUIT\r\n", {"NOOP\\rRSET", "QUIT"}); }

TEST(LineReader, OfTwoCrTheLastBelongsToTheLf) { expect_lines("NOOP\r\r\nQUIT\r\n", {"NOOP\\r", "QUIT"}); }

TEST(LineReader, LfAtTheStartIsBare) { expect_lines("\nNOOP\r\n", {"\\nNOOP"}); }

TEST(LineReader, NulIsKept) { expect_lines(std::string_view("NO\0OP\r\n", 7), {"NO\\x00OP"}); }

TEST(LineReader, BareLfCanEndALine) {
  expect_lines("NOOP\nRSET\r\nQUIT\n", {"NOOP", "RSET", "QUIT"}, {.bare_lf = Rules::BareLf::ends_line});
}

TEST(LineReader, BareLfCanBeRefusedAtTheLineEnd) {
  expect_lines("NOOP\nRSET\r\nQUIT\r\n", {"NOOP (bare LF)", "QUIT"}, {.bare_lf = Rules::BareLf::refused});
}

TEST(LineReader, BareLfCanBeRefusedAtOnce) {
  expect_lines("NOOP\nRSET\r\nQUIT\r\n", {"NOOP (bare LF)", "RSET", "QUIT"},
               {.bare_lf = Rules::BareLf::refused_at_once});
}

TEST(LineReader, BareLfCanClose) {
  expect_lines("NOOP\nRSET\r\n", {"NOOP (bare LF) (close)"}, {.bare_lf = Rules::BareLf::closes});
}

TEST(LineReader, BareCrCanEndALine) {
  expect_lines("NOOP\rRSET\r\n\rQUIT\r\n", {"NOOP", "RSET", "", "QUIT"},
               {.bare_cr = Rules::BareCr::ends_line});
}

TEST(LineReader, BareCrIsBareOnlyWhenTheNextOctetIsKnown) {
  expect_lines("NOOP\r", {}, {.bare_cr = Rules::BareCr::ends_line});
}

TEST(LineReader, BareCrCanBeStripped) {
  expect_lines("NO\rOP\r\r\n", {"NOOP"}, {.bare_cr = Rules::BareCr::stripped});
}

TEST(LineReader, BareCrCanBeRefused) {
  expect_lines("NO\rOP\r\nQUIT\r\n", {"NO (bare CR)", "QUIT"}, {.bare_cr = Rules::BareCr::refused});
}

TEST(LineReader, BareCrCanClose) {
  expect_lines("NO\rOP\r\n", {"NO (bare CR) (close)"}, {.bare_cr = Rules::BareCr::closes});
  // Whatever was wrong before, this is why.
  expect_lines("N\nO\rOP\r\n", {"N (bare CR) (close)"},
               {.bare_lf = Rules::BareLf::refused, .bare_cr = Rules::BareCr::closes});
}

TEST(LineReader, NulCanBeStrippedCutTheLineBeRefusedOrClose) {
  constexpr std::string_view kInput("NOOP\0x\r\nQUIT\r\n", 14);
  expect_lines(kInput, {"NOOPx", "QUIT"}, {.nul = Rules::Nul::stripped});
  expect_lines(kInput, {"NOOP", "QUIT"}, {.nul = Rules::Nul::cuts_line});
  expect_lines(kInput, {"NOOP (NUL)", "QUIT"}, {.nul = Rules::Nul::refused});
  expect_lines(kInput, {"NOOP (NUL) (close)"}, {.nul = Rules::Nul::closes});
}

TEST(LineReader, TheLimitCountsTheLineEnd) {
  const std::string longest(kCommandLineLimit - 2, 'x');
  expect_lines(longest + "\r\n", {longest});
  expect_lines(longest + "x\r\nNOOP\r\n", {longest + "x (too long)", "NOOP"});
  expect_lines(longest + "\r\r\nNOOP\r\n", {longest + "\\r (too long)", "NOOP"});
}

TEST(LineReader, WhatLiesBeyondTheLimitIsSwallowedAndRefusedOnce) {
  expect_lines("NOOP 456789xxxxRSET\r\nQUIT\r\n", {"NOOP 45678 (too long)", "QUIT"}, {.limit = 10});
}

TEST(LineReader, TheLimitCanBeLost) {
  expect_lines("NOOP 456789\r\nQUIT\r\n", {"NOOP 456789", "QUIT"},
               {.too_long = Rules::TooLong::accepted, .limit = 8});
}

TEST(LineReader, TheTailOfALongLineCanBeTakenForACommand) {
  expect_lines("xxxxxxxxRSET\r\nQUIT\r\n", {"xxxxxxxx (too long)", "RSET", "QUIT"},
               {.too_long = Rules::TooLong::tail_is_command, .limit = 8});
  expect_lines("NOOP 567RSET\r\n", {"NOOP 567", "RSET"},
               {.too_long = Rules::TooLong::head_and_tail_are_commands, .limit = 8});
}

TEST(LineReader, ALongLineCanBeCut) {
  expect_lines("NOOP 567RSET\r\nQUIT\r\n", {"NOOP 567", "QUIT"},
               {.too_long = Rules::TooLong::head_is_command, .limit = 8});
}

TEST(LineReader, ALongLineCanClose) {
  expect_lines("NOOP 567RSET\r\n", {"NOOP 567 (too long) (close)"},
               {.too_long = Rules::TooLong::closes, .limit = 8});
}

TEST(LineReader, TheFirstFaultIsTheReason) {
  expect_lines("a\nbcdefghijklm\r\n", {"a (bare LF)"}, {.bare_lf = Rules::BareLf::refused, .limit = 8});
}

TEST(LineReader, AWholeLineIsNotCopied) {
  LineReader reader;
  std::string_view input = "NOOP\r\n";
  const char* begin = input.data();
  EXPECT_EQ(reader.next(input, {})->text.data(), begin);
}

TEST(LineReader, OctetsBehindALineAreLeftInTheInput) {
  LineReader reader;
  std::string_view input = "STARTTLS\r\nEHLO x\r\n";
  reader.next(input, {});
  EXPECT_EQ(input, "EHLO x\r\n");
}

TEST(LineReader, MemoryIsBoundedOnAnEndlessLine) {
  LineReader reader;
  const std::string block(1 << 20, 'x');
  for (int i = 0; i < 16; ++i) {
    std::string_view input = block;
    EXPECT_FALSE(reader.next(input, {}));
  }
  std::string_view end = "\r\n";
  const auto line = reader.next(end, {});
  EXPECT_EQ(line->fault, LineFault::too_long);
  EXPECT_EQ(line->text.size(), kCommandLineLimit);
}

TEST(LineReader, IsIdleBetweenLines) {
  LineReader reader;
  std::string_view input = "NO";
  reader.next(input, {});
  EXPECT_FALSE(reader.idle());
  input = "OP\r\n";
  reader.next(input, {});
  EXPECT_TRUE(reader.idle());
  EXPECT_EQ(reader, LineReader{});
}

TEST(LineReader, AnEndedLineLeavesNothingBehindInComparison) {
  LineReader whole, cut;
  std::string_view input = "NOOP\r\nQU";
  while (whole.next(input, {})) {
  }
  for (const std::string_view piece : {"NO", "OP\r", "\nQ", "U"}) {
    input = piece;
    while (cut.next(input, {})) {
    }
  }
  EXPECT_EQ(whole, cut);
}

}  // namespace
}  // namespace smtpspec::syntax
