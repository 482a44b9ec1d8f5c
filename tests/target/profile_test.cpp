#include "harness/target/profile.hpp"

#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::target {
namespace {

using ::testing::HasSubstr;

std::string mistakes(const std::string& text) {
  const auto profile = parse_profile(text, "my.toml");
  std::string all;
  if (!profile) {
    for (const auto& mistake : profile.error()) all += render(mistake);
  }
  return all;
}

TEST(Profile, HoldsWhatIsSaid) {
  const auto profile = parse_profile("target = \"localhost:2525\"\nlmtp = true\nsink-port = 2600\n", "p");
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->target, "localhost:2525");
  EXPECT_EQ(profile->lmtp, true);
  EXPECT_EQ(profile->sink_port, 2600U);
  EXPECT_EQ(profile->recipient, std::nullopt);
}

TEST(Profile, UnknownKeyIsRefusedWithItsPlaceAndTheNearestKey) {
  EXPECT_EQ(mistakes("# x\nrecipent = \"a@b.test\"\n"),
            "my.toml:2:1: unknown key 'recipent'\n"
            " 2 | recipent = \"a@b.test\"\n"
            "   | ^~~~~~~~\n"
            "   = did you mean 'recipient'?\n");
}

TEST(Profile, WrongTypeIsRefused) {
  EXPECT_THAT(mistakes("recipient = 5\n"), HasSubstr("my.toml:1:13: 'recipient' is a string"));
  EXPECT_THAT(mistakes("lmtp = \"yes\"\n"), HasSubstr("'lmtp' is true or false"));
  EXPECT_THAT(mistakes("sink-port = -1\n"), HasSubstr("'sink-port' is a number from 0 to 65535"));
  EXPECT_THAT(mistakes("sink-port = 70000\n"), HasSubstr("'sink-port' is a number from 0 to 65535"));
}

TEST(Profile, ValueOutsideItsChoicesIsRefused) {
  EXPECT_THAT(mistakes("tls = \"maybe\"\n"), HasSubstr("one of none|starttls|implicit"));
  EXPECT_TRUE(parse_profile("tls = \"implicit\"\n", "p"));
}

TEST(Profile, EveryMistakeIsReportedAtOnce) {
  const std::string all = mistakes("tls = \"maybe\"\nxyzzy = 1\n");
  EXPECT_THAT(all, HasSubstr("my.toml:1:7"));
  EXPECT_THAT(all, HasSubstr("my.toml:2:1"));
}

TEST(Profile, WhatIsNotTomlIsRefusedWithItsPlace) {
  EXPECT_THAT(mistakes("a = = 1\n"), HasSubstr("my.toml:1:5"));
}

TEST(Profile, MissingFileIsADiagnostic) { EXPECT_FALSE(load_profile("/nonexistent/p.toml")); }

TEST(Profile, TheExampleInTheDocumentationIsValid) {
  const auto profile = load_profile(tests::in_source("docs/profiles/example.toml"));
  ASSERT_TRUE(profile) << render(profile.error().front());
}

TEST(Settings, TheCommandLineWinsOverTheProfile) {
  Settings profile{.recipient = "a@b.test", .sender = "c@d.test"};
  const Settings merged = merge(profile, Settings{.recipient = "x@y.test", .lab = true});
  EXPECT_EQ(merged.recipient, "x@y.test");
  EXPECT_EQ(merged.sender, "c@d.test");
  EXPECT_EQ(merged.lab, true);
}

}  // namespace
}  // namespace smtpspec::target
