#include "harness/run/facts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Facts ordinary() {
  Facts facts{.banner = "220 mx.example.test\r\n", .banner_code = 220, .hello = Facts::Hello::ehlo};
  facts.ehlo = {"PIPELINING", "SIZE 1000"};
  facts.mail = facts.recipient = {250, "250 ok"};
  facts.unknown = facts.foreign = {550, "550 no"};
  return facts;
}
player::Circumstances known() {
  player::Circumstances circumstances;
  circumstances.variables = {{"recipient", "alice@example.test"}, {"relay-recipient", "x@relay.test"}};
  return circumstances;
}
Options with_recipient() {
  Options options;
  options.settings.recipient = "alice@example.test";
  return options;
}

TEST(Inferences, AnOrdinaryServerIsAnMtaAndThereIsNothingToSay) {
  const Inferences out = infer(ordinary(), with_recipient(), known());
  EXPECT_EQ(out.circumstances.role, "mta");
  EXPECT_THAT(out.notes, IsEmpty());
  EXPECT_FALSE(out.trusted);
  EXPECT_THAT(out.circumstances.abilities, ElementsAre("unknown-user-check", "foreign"));
}

TEST(Inferences, ARefusedRecipientIsSaidWithTheOptionThatHelps) {
  Facts facts = ordinary();
  facts.recipient = {550, "550 5.1.1 unknown"};
  EXPECT_THAT(infer(facts, with_recipient(), known()).notes,
              ElementsAre("the recipient alice@example.test is refused (550 5.1.1 unknown); --recipient "
                          "names one that exists"));
}

TEST(Inferences, WithoutEhloSessionsBeginWithHelo) {
  Facts facts = ordinary();
  facts.hello = Facts::Hello::helo;
  facts.hello_quote = "502 what?";
  const Inferences out = infer(facts, with_recipient(), known());
  EXPECT_THAT(out.notes, ElementsAre(HasSubstr("EHLO was refused (502 what?)")));
  EXPECT_TRUE(out.circumstances.helo_only);
}

TEST(Inferences, OneThatWantsALoginIsAnMsa) {
  Facts facts = ordinary();
  facts.mail = {530, "530 5.7.0 log in"};
  facts.recipient = facts.unknown = facts.foreign = {};
  const Inferences out = infer(facts, with_recipient(), known());
  EXPECT_EQ(out.circumstances.role, "msa");
  EXPECT_THAT(out.notes, Contains(HasSubstr("--user and --password-file")));
}

TEST(Inferences, OneThatTakesEverybodyIsALibrary) {
  Facts facts = ordinary();
  facts.unknown = facts.foreign = {250, "250 ok"};
  const Inferences out = infer(facts, with_recipient(), known());
  EXPECT_EQ(out.circumstances.role, "library");
  EXPECT_FALSE(out.trusted) << "a library trusts nobody in particular";
  EXPECT_THAT(out.circumstances.abilities, IsEmpty());
}

TEST(Inferences, OneThatRelaysForUsTrustsUs) {
  Facts facts = ordinary();
  facts.foreign = {250, "250 ok"};
  const Inferences out = infer(facts, with_recipient(), known());
  EXPECT_EQ(out.circumstances.role, "mta");
  EXPECT_TRUE(out.trusted);
  EXPECT_THAT(out.notes, Contains(HasSubstr("it trusts us")));
}

TEST(Inferences, LhloMeansLmtp) {
  Facts facts = ordinary();
  facts.hello = Facts::Hello::lhlo;
  const Inferences out = infer(facts, with_recipient(), known());
  EXPECT_EQ(out.circumstances.role, "lmtp");
  EXPECT_TRUE(out.circumstances.lmtp);
}

TEST(Inferences, WhatTheUserSaysOfTheRoleHolds) {
  Options options = with_recipient();
  options.settings.role = "mta";
  Facts facts = ordinary();
  facts.unknown = facts.foreign = {250, "250 ok"};
  EXPECT_EQ(infer(facts, options, known()).circumstances.role, "mta");
}

TEST(Inferences, ARelayRecipientThatIsRefusedIsForgotten) {
  Facts facts = ordinary();
  facts.relay = {554, "554 no"};
  const Inferences out = infer(facts, with_recipient(), known());
  EXPECT_THAT(out.circumstances.abilities, Not(Contains("relay")));
  EXPECT_EQ(out.circumstances.variables.count("relay-recipient"), 0U);
}

TEST(Inferences, QuietIsAMultipleOfTheLatencyWithinBounds) {
  Facts facts = ordinary();
  EXPECT_EQ(infer(facts, with_recipient(), known()).circumstances.quiet, 200ms);
  facts.latency = 100ms;
  EXPECT_EQ(infer(facts, with_recipient(), known()).circumstances.quiet, 800ms);
  facts.latency = 10s;
  EXPECT_EQ(infer(facts, with_recipient(), known()).circumstances.quiet, 3s);
}

TEST(Announces, KeywordAndParameterInAnyCase) {
  const std::vector<std::string> lines{"SIZE 100", "auth LOGIN plain"};
  EXPECT_TRUE(announces(lines, "SIZE"));
  EXPECT_TRUE(announces(lines, "AUTH", "PLAIN"));
  EXPECT_FALSE(announces(lines, "AUTH", "CRAM-MD5"));
  EXPECT_FALSE(announces(lines, "SIZ"));
}

TEST(Product, IsWhatTheGreetingNamesBehindTheProtocol) {
  EXPECT_EQ(product_of("220 mx.example.test ESMTP Postfix (Debian/GNU)\r\n"), "Postfix (Debian/GNU)");
  EXPECT_EQ(product_of("220 mx.example.test ready\r\n"), "");
  EXPECT_EQ(product_of("22"), "");
}

TEST(LikelyDomains, TheHostAndWhatItStandsIn) {
  EXPECT_THAT(likely_domains("mail.example.test"), ElementsAre("mail.example.test", "example.test"));
  EXPECT_THAT(likely_domains("example.test"), ElementsAre("example.test"));
  EXPECT_THAT(likely_domains("localhost"), IsEmpty());
  EXPECT_THAT(likely_domains("[127.0.0.1]"), IsEmpty());
  EXPECT_THAT(likely_domains("127.0.0.1"), IsEmpty());
}

}  // namespace
}  // namespace smtpspec::run
