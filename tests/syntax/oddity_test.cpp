#include "reference/reply/visible.hpp"
#include "reference/syntax/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace smtpspec::syntax {
namespace {

Command parse(std::string_view line) {
  Command command;
  parse_command(line, {}, command);
  return command;
}

/// A line with exactly one breach, and the offset where it stands.
struct OddLine {
  std::string_view line;
  Oddity oddity;
  std::size_t offset;
};

const std::string kLongLocalPart = "RCPT TO:<" + std::string(65, 'a') + "@b.test>";
const std::string kLongLabel = "RCPT TO:<a@" + std::string(64, 'b') + ".test>";
std::string dotted(std::size_t labels) {
  std::string domain = "test";
  for (std::size_t i = 0; i < labels; ++i) domain = "bbbbbbbbb." + domain;
  return domain;
}
const std::string kLongPath = "RCPT TO:<@" + dotted(13) + ":a@" + dotted(13) + ">";

const OddLine kOddLines[] = {
    {"MAIL FROM:a@b.test", Oddity::missing_brackets, 10},
    {"MAIL FROM:a@b.test SIZE=1", Oddity::missing_brackets, 10},
    {"MAIL FROM: <a@b.test>", Oddity::space_after_colon, 10},
    {"MAIL FROM :<a@b.test>", Oddity::space_before_colon, 9},
    {{"NOOP a\0b", 8}, Oddity::control_octet, 6},
    {"NOOP a\nb", Oddity::control_octet, 6},
    {"NOOP a\x7f", Oddity::control_octet, 6},
    {"NOOP a\xff", Oddity::eight_bit, 6},
    {"NOOP \xc0\xaf", Oddity::eight_bit, 5},
    {"RCPT TO:<alice>", Oddity::no_domain, 14},
    {"MAIL FROM:<Postmaster>", Oddity::no_domain, 21},
    {"RCPT TO:<a@b..test>", Oddity::empty_label, 13},
    {"RCPT TO:<a@b.test.>", Oddity::empty_label, 18},
    {"RCPT TO:<a@>", Oddity::empty_label, 11},
    {"RCPT TO:<.a@b.test>", Oddity::dot_local_part, 9},
    {"RCPT TO:<a.@b.test>", Oddity::dot_local_part, 10},
    {"RCPT TO:<a..b@b.test>", Oddity::dot_local_part, 11},
    {kLongLocalPart, Oddity::long_local_part, 9 + 64},
    {kLongLabel, Oddity::long_domain, 11 + 63},
    {kLongPath, Oddity::long_path, 9 + 254},
    {"RCPT TO:<a@b_c.test>", Oddity::underscore_domain, 12},
    {"RCPT TO:<a@b.test>\tNOTIFY=NEVER", Oddity::tab_separator, 18},
    {"VRFY\talice", Oddity::tab_separator, 4},
    {"QUIT ", Oddity::trailing_space, 4},
    {"QUIT\t", Oddity::trailing_space, 4},
    {"DATA foo", Oddity::unexpected_argument, 5},
    {"STARTTLS now", Oddity::unexpected_argument, 9},
    {"BDAT 5 LAST x", Oddity::unexpected_argument, 11},
    {"BDAT 5 LAS", Oddity::unexpected_argument, 7},
    {"AUTH PLAIN = x", Oddity::unexpected_argument, 13},
    {"EHLO", Oddity::missing_argument, 4},
    {"VRFY", Oddity::missing_argument, 4},
    {"BDAT", Oddity::missing_argument, 4},
    {"AUTH", Oddity::missing_argument, 4},
    {"MAIL FROM:", Oddity::missing_argument, 10},
    {"RCPT TO:<a@[300.1.2.3]>", Oddity::bad_literal, 12},
    {"RCPT TO:<a@[1.2.3.4>", Oddity::bad_literal, 19},
    {"RCPT TO:<a@[IPv6:1]>", Oddity::bad_literal, 12},
    {"MAIL FROM:<a@b.test> SIZE=", Oddity::bad_parameter, 26},
    {"MAIL FROM:<a@b.test> =1", Oddity::bad_parameter, 21},
    {"MAIL FROM:<a@b.test> S_Z=1", Oddity::bad_parameter, 22},
    {"MAIL FROM:<a@b.test> X=a=b", Oddity::bad_parameter, 24},
    {"MAIL FROM:<a@b.test> -X=a", Oddity::bad_parameter, 21},
    {"EHLO a b", Oddity::bad_greeting_name, 6},
    {"EHLO a_b", Oddity::bad_greeting_name, 6},
    {"HELO [1.2.3]", Oddity::bad_greeting_name, 6},
    {"MAIL FROM:<a@b.test> SIZE=1 size=2", Oddity::repeated_parameter, 28},
    {"MAIL FROM:<a@b.test>x SIZE=1", Oddity::garbage_after_path, 20},
    {"MAIL FROM:<a@b.test>>", Oddity::garbage_after_path, 20},
    {"BDAT -1", Oddity::bad_count, 5},
    {"BDAT 5x", Oddity::bad_count, 6},
    {"BDAT 18446744073709551616", Oddity::bad_count, 5},
    {"RCPT TO:<a b@c.test>", Oddity::bad_local_part, 10},
    {"RCPT TO:<a(b@c.test>", Oddity::bad_local_part, 10},
    {"RCPT TO:<a@b@c.test>", Oddity::bad_local_part, 10},
    {"RCPT TO:<\"a\"b@c.test>", Oddity::bad_local_part, 12},
    {"RCPT TO:<a@b,c>", Oddity::bad_domain, 12},
    {"RCPT TO:<a@-b.test>", Oddity::bad_domain, 11},
    {"RCPT TO:<a@b-.test>", Oddity::bad_domain, 12},
    {"MAIL FROM:<a@b.test", Oddity::unterminated_path, 19},
    {"RCPT TO:<@a,b:c@d>", Oddity::bad_route, 12},
    {"RCPT TO:<@a b@c>", Oddity::bad_route, 9},
    {"RCPT TO:<@a_b:c@d>", Oddity::bad_route, 11},
    {"MAIL <a@b.test>", Oddity::missing_keyword, 5},
    {"MAIL TO:<a@b.test>", Oddity::missing_keyword, 5},
    {"MAIL FROM<a@b.test>", Oddity::missing_keyword, 9},
    {"AUTH PL@IN", Oddity::bad_mechanism, 5},
    {"AUTH A23456789012345678901", Oddity::bad_mechanism, 5},
    {" NOOP", Oddity::leading_space, 0},
    {"EHLO  a.test", Oddity::extra_space, 5},
    {"MAIL FROM:<a@b.test>  SIZE=1", Oddity::extra_space, 21},
    {"RCPT TO:<>", Oddity::null_forward_path, 8},
};

TEST(Oddity, EachIsSeenWhereItStands) {
  for (const OddLine& odd : kOddLines) {
    SCOPED_TRACE(reply::visible(odd.line));
    const Command command = parse(odd.line);
    EXPECT_TRUE(has(command.oddities, odd.oddity)) << describe(odd.oddity);
    EXPECT_EQ(command.error, odd.oddity) << describe(command.error);
    EXPECT_EQ(command.error_offset, odd.offset);
  }
}

/// These cannot stand alone: what makes them makes another.
const std::set<Oddity> kInCompany = {Oddity::bad_literal, Oddity::missing_keyword, Oddity::bad_route,
                                     Oddity::bad_mechanism};

TEST(Oddity, EachIsSeenAlone) {
  for (const OddLine& odd : kOddLines) {
    if (kInCompany.contains(odd.oddity)) continue;
    EXPECT_EQ(parse(odd.line).oddities, static_cast<Oddities>(odd.oddity)) << reply::visible(odd.line);
  }
}

TEST(Oddity, AnUnterminatedQuoteComesWithABadLocalPart) {
  const Command command = parse("RCPT TO:<\"a@b.test>");
  EXPECT_TRUE(has(command.oddities, Oddity::unterminated_quote));
  EXPECT_EQ(command.path.domain, "b.test");
}

TEST(Oddity, EachIsTriedHereAndDescribed) {
  std::set<Oddity> tried = {Oddity::unterminated_quote};
  for (const OddLine& odd : kOddLines) tried.insert(odd.oddity);
  for (std::uint32_t bit = 0; bit < 32; ++bit) {
    const auto oddity = static_cast<Oddity>(std::uint32_t{1} << bit);
    EXPECT_TRUE(tried.contains(oddity)) << describe(oddity);
    EXPECT_FALSE(describe(oddity).empty());
  }
}

struct RareLine {
  std::string_view line;
  Features features;
};
constexpr Features set(std::initializer_list<Feature> features) {
  Features all = 0;
  for (const Feature feature : features) all |= static_cast<Features>(feature);
  return all;
}
const RareLine kRareLines[] = {
    {"MAIL FROM:<a@b.test>", 0},
    {"RCPT TO:<@a.test:b@c.test>", set({Feature::source_route})},
    {"RCPT TO:<\"a b\"@c.test>", set({Feature::quoted_local_part})},
    {"RCPT TO:<\"\"@c.test>", set({Feature::quoted_local_part})},
    {"RCPT TO:<\"a\\\"b\"@c.test>", set({Feature::quoted_local_part, Feature::quoted_pair})},
    {"RCPT TO:<a@[192.0.2.1]>", set({Feature::ipv4_literal})},
    {"EHLO [192.0.2.1]", set({Feature::ipv4_literal})},
    {"RCPT TO:<a@[IPv6:2001:db8::1]>", set({Feature::ipv6_literal})},
    {"RCPT TO:<a@[x400:c=us@x]>", set({Feature::general_literal})},
    {"RCPT TO:<a@[x400:c=us>@x]>", set({Feature::general_literal})},
    {"MAIL FROM:<>", set({Feature::null_path})},
    {"RCPT TO:<pOstMaster>", set({Feature::bare_postmaster})},
    {"MAIL FROM:<a@b.test> SIZE=1", set({Feature::parameters})},
    {"RCPT TO:<a@localhost>", set({Feature::single_label_domain})},
    {"RCPT TO:<\xc3\xa4@b\xc3\xbc.test>", set({Feature::utf8})},
    {"mail FROM:<a@b.test>", set({Feature::lower_case_verb})},
    {"Quit", set({Feature::lower_case_verb})},
};

TEST(Feature, EachIsLawfulAndSeen) {
  Features tried = 0;
  for (const RareLine& rare : kRareLines) {
    const Command command = parse(rare.line);
    EXPECT_EQ(command.features, rare.features) << reply::visible(rare.line);
    EXPECT_EQ(command.oddities, 0U) << reply::visible(rare.line) << ": " << describe(command.error);
    tried |= rare.features;
  }
  EXPECT_EQ(tried, (Features{1} << 12) - 1);
  for (std::uint32_t bit = 0; bit < 12; ++bit) {
    EXPECT_FALSE(describe(static_cast<Feature>(std::uint32_t{1} << bit)).empty());
  }
}

}  // namespace
}  // namespace smtpspec::syntax
