#include "reference/syntax/content.hpp"

#include "reference/syntax/print.hpp"
#include "tests/support/grind.hpp"

namespace smtpspec::syntax {
namespace {

using test::Events;
using test::Pieces;
using Rules = ContentRules;

constexpr std::string_view kStatuses[] = {"more", "end", "refused, resume", "close"};

std::string faults(const ContentReader& reader) {
  static constexpr std::string_view kNames[] = {"bare LF", "bare CR", "NUL", "8-bit", "long line", "too big"};
  std::string names;
  for (std::size_t bit = 0; bit < std::size(kNames); ++bit) {
    if ((reader.faults() >> bit & 1) != 0) names += (names.empty() ? "" : ", ") + std::string(kNames[bit]);
  }
  return names;
}

/// The content, the status, what was seen, and the octets that were left.
Events read(const Pieces& pieces, const Rules& rules) {
  ContentReader reader;
  ContentStatus status = ContentStatus::more;
  std::string content, rest;
  for (const std::string& piece : pieces) {
    std::string_view input = piece;
    if (status == ContentStatus::more) status = reader.read(input, rules, content);
    rest += input;
  }
  return {reply::visible(content), std::string(kStatuses[static_cast<std::size_t>(status)]), faults(reader),
          reply::visible(rest)};
}

void expect_content(std::string_view input, const Events& expected, const Rules& rules = {}) {
  test::grind(input, expected, [&](const Pieces& pieces) { return read(pieces, rules); });
}

TEST(Content, EndsAtCrlfDotCrlf) {
  expect_content("Subject: a\r\n\r\nx\r\n.\r\nQUIT\r\n",
                 {R"(Subject: a\r\n\r\nx\r\n)", "end", "", R"(QUIT\r\n)"});
}

TEST(Content, CanBeEmpty) { expect_content(".\r\nQUIT\r\n", {"", "end", "", R"(QUIT\r\n)"}); }

TEST(Content, OneLeadingDotIsRemoved) {
  expect_content("..\r\n..x\r\n.y\r\n...\r\na.b\r\n.\r\n",
                 {R"(.\r\n.x\r\ny\r\n..\r\na.b\r\n)", "end", "", ""});
}

TEST(Content, OnlyDoubledDotsCanBeUndone) {
  expect_content("..x\r\n.y\r\n.\r\n", {R"(.x\r\n.y\r\n)", "end", "", ""},
                 {.transparency = Rules::Transparency::doubled_dot_only});
}

TEST(Content, DotsCanBeKept) {
  expect_content("..x\r\n.y\r\n.\r\n", {R"(..x\r\n.y\r\n)", "end", "", ""},
                 {.transparency = Rules::Transparency::kept});
}

/// The known ways to end content wrongly: what stands around the dot, and the cell of the rules that takes
/// it.
struct WrongEnd {
  std::string_view name;
  std::string_view octets;
  BeforeDot before;
  AfterDot after;
  std::string_view kept;   ///< of `octets`, by a receiver that does not end the content there
  std::string_view ended;  ///< of `octets`, by one that does
};
constexpr WrongEnd kWrongEnds[] = {
    {"LF.LF", "\n.\n", BeforeDot::lf, AfterDot::lf, R"(\n.\n)", R"(\n)"},
    {"LF.CRLF", "\n.\r\n", BeforeDot::lf, AfterDot::crlf, R"(\n.\r\n)", R"(\n)"},
    {"LF.CR", "\n.\r", BeforeDot::lf, AfterDot::cr, R"(\n.\r)", R"(\n)"},
    {"CRLF.LF", "\r\n.\n", BeforeDot::crlf, AfterDot::lf, R"(\r\n\n)", R"(\r\n)"},
    {"CRLF.CR", "\r\n.\r", BeforeDot::crlf, AfterDot::cr, R"(\r\n\r)", R"(\r\n)"},
    {"CRLF.CRCRLF", "\r\n.\r\r\n", BeforeDot::crlf, AfterDot::cr_crlf, R"(\r\n\r\r\n)", R"(\r\n)"},
    {"CR.CR", "\r.\r", BeforeDot::cr, AfterDot::cr, R"(\r.\r)", R"(\r)"},
    {"CR.LF", "\r.\n", BeforeDot::cr, AfterDot::lf, R"(\r.\n)", R"(\r)"},
    {"CR.CRLF", "\r.\r\n", BeforeDot::cr, AfterDot::crlf, R"(\r.\r\n)", R"(\r)"},
    {"CRLF NUL.CRLF",
     {"\r\n\0.\r\n", 6},
     BeforeDot::crlf_nul,
     AfterDot::crlf,
     R"(\r\n\x00.\r\n)",
     R"(\r\n\x00)"},
    {"CRLF.NUL CRLF", {"\r\n.\0\r\n", 6}, BeforeDot::crlf, AfterDot::nul_crlf, R"(\r\n\x00\r\n)", R"(\r\n)"},
};

TEST(Content, DoesNotEndAtAnythingButCrlfDotCrlf) {
  for (const WrongEnd& wrong : kWrongEnds) {
    const Events events = read({"x" + std::string(wrong.octets) + "MAIL\r\n.\r\n"}, {});
    EXPECT_EQ(events[0], "x" + std::string(wrong.kept) + R"(MAIL\r\n)") << wrong.name;
    EXPECT_EQ(events[1], "end") << wrong.name;
    EXPECT_EQ(events[3], "") << wrong.name;
  }
}

TEST(Content, CanEndAtEachOfThem) {
  for (const WrongEnd& wrong : kWrongEnds) {
    SCOPED_TRACE(wrong.name);
    Rules rules;
    rules.set_dot(wrong.before, wrong.after, DotIs::end);
    const std::string input = "x" + std::string(wrong.octets) + "MAIL\r\n.\r\n";
    const Events events = read({input}, rules);
    EXPECT_EQ(events[0], "x" + std::string(wrong.ended));
    EXPECT_EQ(events[1], "end");
    EXPECT_EQ(events[3], R"(MAIL\r\n.\r\n)");
    expect_content(input, events, rules);
  }
}

/// CRLF.CR is seen at the start of CRLF.CRCRLF. A CR before LF is not bare.
bool is_seen_in(const WrongEnd& allowed, const WrongEnd& other) {
  if (!other.octets.starts_with(allowed.octets)) return false;
  return !other.octets.substr(allowed.octets.size()).starts_with('\n');
}

TEST(Content, EachCellOfTheRulesTakesNoOther) {
  for (const WrongEnd& allowed : kWrongEnds) {
    Rules rules;
    rules.set_dot(allowed.before, allowed.after, DotIs::end);
    for (const WrongEnd& other : kWrongEnds) {
      const Events events = read({"x" + std::string(other.octets) + "MAIL\r\n.\r\n"}, rules);
      EXPECT_EQ(!events[3].empty(), is_seen_in(allowed, other)) << allowed.name << " reading " << other.name;
    }
  }
}

TEST(Content, TheConformingReaderTellsWhichOfThemItMet) {
  for (const WrongEnd& wrong : kWrongEnds) {
    const std::string input = "x" + std::string(wrong.octets) + "y";
    ContentReader reader;
    std::string content;
    std::string_view rest = input;
    reader.read(rest, {}, content);
    for (const WrongEnd& other : kWrongEnds) {
      EXPECT_EQ(reader.met(other.before, other.after), is_seen_in(other, wrong))
          << wrong.name << " for " << other.name;
    }
  }
}

TEST(Content, CanResumeOrCloseAtAWrongEnd) {
  Rules rules;
  rules.set_dot(BeforeDot::crlf, AfterDot::lf, DotIs::refused_resume);
  expect_content("x\r\n.\nMAIL\r\n", {R"(x\r\n)", "refused, resume", "", R"(MAIL\r\n)"}, rules);
  rules.set_dot(BeforeDot::crlf, AfterDot::lf, DotIs::closes);
  EXPECT_EQ(read({"x\r\n.\nMAIL\r\n"}, rules)[1], "close");
}

TEST(Content, CanMissTheDotAtItsStart) {
  Rules rules;
  rules.set_dot(BeforeDot::start, AfterDot::crlf, DotIs::content);
  expect_content(".\r\nx\r\n.\r\n", {R"(\r\nx\r\n)", "end", "", ""}, rules);
}

TEST(Content, CanEndAtTheFirstDotOnly) {
  Rules rules;
  rules.set_dot(BeforeDot::crlf, AfterDot::crlf, DotIs::content);
  EXPECT_EQ(read({"x\r\n.\r\n"}, rules)[1], "more");
}

TEST(Content, CrCrlfDotCrlfIsAnEndBehindABareCr) {
  expect_content("x\r\r\n.\r\n", {R"(x\r\r\n)", "end", "bare CR", ""});
}

TEST(Content, BareLfIsKeptAndNamed) {
  expect_content("a\nb\r\n.\r\n", {R"(a\nb\r\n)", "end", "bare LF", ""});
}

TEST(Content, BareLfCanBecomeALineEndAndStillEndsNothing) {
  expect_content("a\n.\nb\n..c\r\n.\r\n", {R"(a\r\n\r\nb\r\n.c\r\n)", "end", "bare LF", ""},
                 {.bare_lf = Rules::Bare::to_crlf});
}

TEST(Content, BareLfCanBecomeASpaceOrVanish) {
  expect_content("a\nb\r\n.\r\n", {R"(a b\r\n)", "end", "bare LF", ""}, {.bare_lf = Rules::Bare::to_space});
  expect_content("a\nb\r\n.\r\n", {R"(ab\r\n)", "end", "bare LF", ""}, {.bare_lf = Rules::Bare::stripped});
}

TEST(Content, BareLfCanRefuseAndResumeOrClose) {
  expect_content("a\nMAIL\r\n", {"a", "refused, resume", "bare LF", R"(MAIL\r\n)"},
                 {.bare_lf = Rules::Bare::refused_resume});
  EXPECT_EQ(read({"a\nMAIL\r\n"}, {.bare_lf = Rules::Bare::closes})[1], "close");
}

TEST(Content, DotsBehindABareLfStayUnlessTheRulesSayOtherwise) {
  expect_content("a\n..b\r\n.\r\n", {R"(a\n..b\r\n)", "end", "bare LF", ""});
  expect_content("a\n..b\r\n.\r\n", {R"(a\n.b\r\n)", "end", "bare LF", ""},
                 {.transparency_after_bare_lf = true});
}

TEST(Content, BareCrIsKeptOrBecomesALineEnd) {
  expect_content("A: 1\r\rX: 2\r\n.\r\n", {R"(A: 1\r\rX: 2\r\n)", "end", "bare CR", ""});
  expect_content("A: 1\r\rX: 2\r\n.\r\n", {R"(A: 1\r\n\r\nX: 2\r\n)", "end", "bare CR", ""},
                 {.bare_cr = Rules::Bare::to_crlf});
}

TEST(Content, NulIsKeptStrippedOrCutsTheLine) {
  const std::string_view input = std::string_view("a\0b\r\nc\r\n.\r\n", 11);
  expect_content(input, {R"(a\x00b\r\nc\r\n)", "end", "NUL", ""});
  expect_content(input, {R"(ab\r\nc\r\n)", "end", "NUL", ""}, {.nul = Rules::Nul::stripped});
  expect_content(input, {R"(a b\r\nc\r\n)", "end", "NUL", ""}, {.nul = Rules::Nul::to_space});
  expect_content(input, {R"(a\r\nc\r\n)", "end", "NUL", ""}, {.nul = Rules::Nul::cuts_line});
}

TEST(Content, EightBitOctetsAreKeptOrCleared) {
  expect_content("\xc3\xa4\r\n.\r\n", {R"(\xc3\xa4\r\n)", "end", "8-bit", ""});
  expect_content("\xc3\xa4\r\n.\r\n", {R"(C$\r\n)", "end", "8-bit", ""},
                 {.eight_bit = Rules::EightBit::cleared});
}

TEST(Content, LinesOf998OctetsAreNotLong) {
  const std::string longest(kTextLineLimit - 2, 'x');
  expect_content(longest + "\r\n.\r\n", {longest + R"(\r\n)", "end", "", ""});
  expect_content("." + longest + "\r\n.\r\n", {longest + R"(\r\n)", "end", "", ""});
  EXPECT_EQ(read({longest + "x\r\n.\r\n"}, {})[2], "long line");
}

TEST(Content, TheStuffedDotCanCount) {
  EXPECT_EQ(read({"..aaa\r\n.\r\n"}, {.line_limit = 6})[2], "");
  EXPECT_EQ(read({"..aaa\r\n.\r\n"}, {.line_limit = 6, .stuffed_dot_counts = true})[2], "long line");
}

TEST(Content, WhatWasStuffedIsReadBack) {
  for (const std::string_view content :
       {"", "a\r\n", ".\r\n", "..\r\n.a\r\n", "a\n.\nb\r\n", ".\r.\r\n", "\r\n\r\n"}) {
    std::string stuffed;
    append_stuffed(stuffed, content);
    expect_content(stuffed + "QUIT", {reply::visible(content), "end", read({stuffed}, {})[2], "QUIT"});
  }
  std::string stuffed;
  append_stuffed(stuffed, ".a");
  EXPECT_EQ(stuffed, "..a\r\n.\r\n");
}

TEST(Content, LongLinesCanBeKeptCutOrFolded) {
  Rules rules{.line_limit = 6};
  expect_content("abcdefghi\r\nx\r\n.\r\n", {R"(abcdefghi\r\nx\r\n)", "end", "long line", ""}, rules);
  rules.long_line = Rules::LongLine::cut;
  expect_content("abcdefghi\r\nx\r\n.\r\n", {R"(abcd\r\nx\r\n)", "end", "long line", ""}, rules);
  rules.long_line = Rules::LongLine::folded;
  expect_content("abcdefghi\r\nx\r\n.\r\n", {R"(abcd\r\n efg\r\n hi\r\nx\r\n)", "end", "long line", ""},
                 rules);
}

TEST(Content, WhatExceedsTheSizeIsSwallowedToTheEnd) {
  expect_content("abc\r\ndef\r\n.\r\nQUIT\r\n", {R"(abc\r\nd)", "end", "too big", R"(QUIT\r\n)"},
                 {.size_limit = 6});
  expect_content("abcd\r\n.\r\n", {R"(abcd\r\n)", "end", "", ""}, {.size_limit = 6});
}

TEST(Content, TheSizeCanBeRefusedAtOnce) {
  expect_content("abc\r\ndefMAIL\r\n", {R"(abc\r\nd)", "refused, resume", "too big", R"(fMAIL\r\n)"},
                 {.too_big = Rules::TooBig::refused_resume, .size_limit = 6});
}

TEST(Content, WhatStandsBehindTheSizeIsNotLookedAt) {
  expect_content("abc\xff", {"a", "close", "too big", R"(c\xff)"},
                 {.too_big = Rules::TooBig::closes, .size_limit = 1});
}

TEST(Content, SizeCountsWhatIsNotKept) {
  ContentReader reader;
  std::string content;
  std::string_view input = "abcdefgh\r\n.\r\n";
  reader.read(input, {.size_limit = 3}, content);
  EXPECT_EQ(reader.size(), 10U);
  EXPECT_EQ(content, "abc");
}

}  // namespace
}  // namespace smtpspec::syntax
