#include "harness/run/opinions.hpp"

#include "harness/run/record.hpp"

#include <gmock/gmock.h>

namespace smtpspec::run {
namespace {

using player::Entry;
using testing::HasSubstr;
using testing::StartsWith;

player::Circumstances circumstances() {
  player::Circumstances out;
  out.variables = {{"recipient", "alice@example.test"}, {"relay-recipient", "x@relay.test"}};
  out.ehlo_keywords = {"SIZE 1000", "auth PLAIN LOGIN"};
  return out;
}

std::vector<reports::Exchange> opinions(const std::vector<Entry>& transcript) {
  auto exchanges = exchanges_of(transcript);
  add_opinions(exchanges, transcript, std::make_shared<const receiver::Site>(site_of(circumstances())));
  return exchanges;
}

Entry sent(const std::string& octets) { return {.kind = Entry::Kind::sent, .octets = octets}; }
Entry received(const std::string& octets) { return {.kind = Entry::Kind::received, .octets = octets}; }

TEST(Site, IsWhatThePreflightKnows) {
  const receiver::Site site = site_of(circumstances());
  EXPECT_THAT(site.local_domains, testing::ElementsAre("example.test"));
  EXPECT_THAT(site.users, testing::ElementsAre("postmaster", "alice"));
  EXPECT_THAT(site.relay_domains, testing::ElementsAre("relay.test"));
  EXPECT_EQ(site.extensions, receiver::Extensions({receiver::Extension::size, receiver::Extension::auth}));
  EXPECT_EQ(site.max_size, 1000U);
  EXPECT_THAT(site.mechanisms, testing::ElementsAre("PLAIN", "LOGIN"));
  EXPECT_TRUE(site.seen_from_outside);
  EXPECT_TRUE(site.moved.empty() && site.full.empty() && site.lists.empty());
}

/// --tls and --user say what the user wants.
TEST(Site, DemandsWhatThePreflightWasRefused) {
  player::Circumstances known = circumstances();
  known.use_starttls = known.authenticate = true;
  EXPECT_FALSE(site_of(known).tls_required || site_of(known).auth_required);
  known.abilities = {"tls-required", "auth-required"};
  EXPECT_TRUE(site_of(known).tls_required && site_of(known).auth_required);
}

TEST(Site, HasWhatTheUserTold) {
  player::Circumstances told = circumstances();
  told.variables.insert({{"unknown-recipient", "who@example.test"},
                         {"foreign-recipient", "a@far.test"},
                         {"own-literal", "[IPv6:::1]"},
                         {"moved-recipient", "gone@example.test"},
                         {"full-recipient", "full@example.test"},
                         {"list", "staff"}});
  const receiver::Site site = site_of(told);
  EXPECT_EQ(site.nobody, "who");
  EXPECT_EQ(site.foreign_domain, "far.test");
  EXPECT_THAT(site.own_literals, testing::ElementsAre("[IPv6:::1]"));
  EXPECT_TRUE(site.moved.contains("gone") && site.lists.contains("staff"));
  EXPECT_THAT(site.full, testing::ElementsAre("full"));
}

TEST(Opinions, StandBesideEachReply) {
  const auto out =
      opinions({received("220 mx.example.test\r\n"), sent("RCPT TO:<alice@example.test>\r\n"),
                received("503 no\r\n"), sent("RCPT TO:<alice@example.test>\r\n"), received("250 ok\r\n")});
  EXPECT_THAT(out[0].oracle, StartsWith("permitted: "));
  EXPECT_THAT(out[2].oracle, HasSubstr("503"));
  EXPECT_FALSE(out[2].oracle_differs);
  EXPECT_THAT(out[4].oracle, StartsWith("not permitted: "));
  EXPECT_TRUE(out[4].oracle_differs);
  EXPECT_EQ(out[1].oracle, "");
}

TEST(Opinions, EndWhereASecretWasLeftOut) {
  Entry secret = sent("AUTH PLAIN ***\r\n");
  secret.redacted = true;
  const auto out = opinions({received("220 x\r\n"), secret, received("235 ok\r\n")});
  EXPECT_NE(out[0].oracle, "");
  EXPECT_EQ(out[2].oracle, "");
}

}  // namespace
}  // namespace smtpspec::run
