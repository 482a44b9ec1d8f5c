#include "reference/syntax/parameters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace smtpspec::syntax {
namespace {

TEST(Parameter, SizeIsUpToTwentyDigits) {
  EXPECT_EQ(parse_size("0"), 0U);
  EXPECT_EQ(parse_size("10240000"), 10240000U);
  EXPECT_EQ(parse_size("99999999999999999999"), std::numeric_limits<std::uint64_t>::max());
  for (const std::string_view bad : {"", "-1", "+1", "1k", " 1", "0x10", "100000000000000000000"})
    EXPECT_FALSE(parse_size(bad)) << bad;
}

TEST(Parameter, BodyIsOneOfThree) {
  EXPECT_EQ(parse_body("7bit"), Body::seven_bit);
  EXPECT_EQ(parse_body("8BITMIME"), Body::eight_bit_mime);
  EXPECT_EQ(parse_body("BinaryMime"), Body::binary_mime);
  EXPECT_FALSE(parse_body("8BIT"));
}

TEST(Parameter, RetIsFullOrHdrs) {
  EXPECT_EQ(parse_ret("FULL"), Return::full);
  EXPECT_EQ(parse_ret("hdrs"), Return::headers);
  EXPECT_FALSE(parse_ret("HEADERS"));
}

TEST(Parameter, NotifyIsNeverOrAList) {
  EXPECT_EQ(parse_notify("NEVER"), (Notify{.never = true}));
  EXPECT_EQ(parse_notify("success,Delay"), (Notify{.success = true, .delay = true}));
  EXPECT_EQ(parse_notify("FAILURE"), (Notify{.failure = true}));
  for (const std::string_view bad :
       {"", ",", "NEVER,SUCCESS", "SUCCESS,NEVER", "SUCCESS,", ",SUCCESS", "SUCCESS,,DELAY", "ALWAYS"}) {
    EXPECT_FALSE(parse_notify(bad)) << bad;
  }
}

TEST(Parameter, OrcptIsATypeAndXtext) {
  const auto orcpt = parse_orcpt("rfc822;Bob+2Bx@example.test");
  ASSERT_TRUE(orcpt);
  EXPECT_EQ(orcpt->type, "rfc822");
  EXPECT_EQ(orcpt->address, "Bob+2Bx@example.test");
  EXPECT_TRUE(parse_orcpt("utf-8;\xc3\xa4@b.test"));
  EXPECT_TRUE(parse_orcpt("utf-8;\\x{E4}@b.test"));
  for (const std::string_view bad :
       {"", "rfc822", "rfc822;", ";a@b", "rfc822;x+0Ay", "rfc822;a+b", "rf 822;a", "rfc822;\xc3\xa4@b"}) {
    EXPECT_FALSE(parse_orcpt(bad)) << bad;
  }
  EXPECT_FALSE(parse_orcpt("rfc822;" + std::string(494, 'a')));
  EXPECT_TRUE(parse_orcpt("rfc822;" + std::string(493, 'a')));
}

TEST(Parameter, EnvidIsPrintableXtext) {
  EXPECT_TRUE(is_envid("QQ314159+20x"));
  EXPECT_TRUE(is_envid(std::string(100, 'a')));
  for (const std::string_view bad : {"", "a+0Db", "a+00b", "a+0a", "a=b", "a b"})
    EXPECT_FALSE(is_envid(bad)) << bad;
  EXPECT_FALSE(is_envid(std::string(101, 'a')));
}

TEST(Parameter, AuthIsNullOrXtextWithoutControls) {
  EXPECT_TRUE(is_auth_mailbox("<>"));
  EXPECT_TRUE(is_auth_mailbox("e+3Dmc2@example.com"));
  for (const std::string_view bad : {"", "c+0Ad", "a+0Ab", "<", "a+FF"})
    EXPECT_EQ(is_auth_mailbox(bad), bad == "<") << bad;
}

TEST(Parameter, ByIsATimeAndAMode) {
  const auto by = parse_by("-120;NT");
  ASSERT_TRUE(by);
  EXPECT_EQ(by->seconds, -120);
  EXPECT_EQ(by->mode, 'N');
  EXPECT_TRUE(by->trace);
  EXPECT_TRUE(parse_by("120;R"));
  for (const std::string_view bad :
       {"", "120", "120;", "120;X", "0;R", "-1;R", "1234567890;N", ";R", "1;RX", "1;RTT", "--1;N"}) {
    EXPECT_FALSE(parse_by(bad)) << bad;
  }
}

TEST(Parameter, HoldUntilIsADateTime) {
  for (const std::string_view good : {"2026-11-24T12:00:00Z", "2026-11-24t12:00:00.5z",
                                      "2026-11-24T12:00:00+05:30", "2024-02-29T23:59:60Z"}) {
    EXPECT_TRUE(is_date_time(good)) << good;
  }
  for (const std::string_view bad :
       {"", "2026-11-24", "2026-11-24T12:00:00", "2026-13-24T12:00:00Z", "2026-11-31T12:00:00Z",
        "2023-02-29T12:00:00Z", "2026-00-24T12:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24T12:00:00.Z",
        "2026-11-24T12:00:00+5:30", "2026-11-24T12:00:00ZZ"}) {
    EXPECT_FALSE(is_date_time(bad)) << bad;
  }
}

TEST(Parameter, HoldForAndPriorityAreShortNumbers) {
  EXPECT_TRUE(is_holdfor("86400"));
  EXPECT_FALSE(is_holdfor("1234567890"));
  EXPECT_TRUE(is_priority("-9"));
  EXPECT_TRUE(is_priority("0"));
  for (const std::string_view bad : {"", "10", "-0", "+1", "-", "-10", "a"})
    EXPECT_FALSE(is_priority(bad)) << bad;
}

struct Case {
  std::string_view line;
  ParameterFault fault;
  std::string_view extension;
};
constexpr Case kCases[] = {
    {"MAIL FROM:<> SIZE=1", ParameterFault::none, "SIZE"},
    {"MAIL FROM:<> size", ParameterFault::value_missing, "SIZE"},
    {"MAIL FROM:<> SIZE=x", ParameterFault::bad_value, "SIZE"},
    {"RCPT TO:<a@b> SIZE=1", ParameterFault::wrong_command, "SIZE"},
    {"MAIL FROM:<> BODY=8BITMIME", ParameterFault::none, "8BITMIME"},
    {"MAIL FROM:<> BODY=BINARYMIME", ParameterFault::none, "BINARYMIME"},
    {"MAIL FROM:<> SMTPUTF8", ParameterFault::none, "SMTPUTF8"},
    {"MAIL FROM:<> SMTPUTF8=1", ParameterFault::value_forbidden, "SMTPUTF8"},
    {"MAIL FROM:<> RET=HDRS", ParameterFault::none, "DSN"},
    {"MAIL FROM:<> ENVID=a+0Ab", ParameterFault::bad_value, "DSN"},
    {"RCPT TO:<a@b> NOTIFY=NEVER", ParameterFault::none, "DSN"},
    {"MAIL FROM:<> NOTIFY=NEVER", ParameterFault::wrong_command, "DSN"},
    {"RCPT TO:<a@b> ORCPT=rfc822;a", ParameterFault::none, "DSN"},
    {"MAIL FROM:<> AUTH=<>", ParameterFault::none, "AUTH"},
    {"MAIL FROM:<> BY=1;R", ParameterFault::none, "DELIVERBY"},
    {"MAIL FROM:<> HOLDFOR=1", ParameterFault::none, "FUTURERELEASE"},
    {"MAIL FROM:<> HOLDFOR=0", ParameterFault::bad_value, "FUTURERELEASE"},
    {"MAIL FROM:<> HOLDUNTIL=x", ParameterFault::bad_value, "FUTURERELEASE"},
    {"MAIL FROM:<> MT-PRIORITY=3", ParameterFault::none, "MT-PRIORITY"},
    {"MAIL FROM:<> REQUIRETLS", ParameterFault::none, "REQUIRETLS"},
    {"MAIL FROM:<> XYZZY=1", ParameterFault::unknown, ""},
};

TEST(Parameter, EachIsCheckedByTheGrammarOfItsExtension) {
  Command command;
  for (const Case& each : kCases) {
    parse_command(each.line, {}, command);
    ASSERT_EQ(command.parameters.size(), 1U);
    const ParameterCheck check = check_parameter(command.verb, command.parameters.front());
    EXPECT_EQ(check.fault, each.fault) << each.line;
    EXPECT_EQ(check.extension, each.extension) << each.line;
  }
}

TEST(Parameter, IsFoundByItsKeyword) {
  Command command;
  parse_command("MAIL FROM:<> SIZE=1 Body=7BIT", {}, command);
  EXPECT_EQ(find_parameter(command, "BODY")->value, "7BIT");
  EXPECT_EQ(find_parameter(command, "RET"), nullptr);
}

}  // namespace
}  // namespace smtpspec::syntax
