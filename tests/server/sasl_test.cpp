#include "reference/server/sasl.hpp"

#include "harness/transport/sasl_client.hpp"

#include <gmock/gmock.h>
#include <gsasl.h>
#include <gtest/gtest.h>

namespace smtpspec::server {
namespace {

using receiver::SaslResult;
using Kind = SaslResult::Kind;

const std::map<std::string, std::string> kUsers = {{"alice", "secret"}};

/// Client and server, both of GNU SASL, through a whole exchange.
SaslResult exchange(const std::string& mechanism, const std::string& user, const std::string& password) {
  SaslServer server(kUsers);
  const auto client = transport::make_sasl_client(mechanism, user, password);
  if (!client) return {.kind = Kind::unknown_mechanism};
  SaslResult result =
      server.step({.mechanism = mechanism, .response = client->step(std::nullopt), .first = true});
  for (int round = 0; result.kind == Kind::challenge && round < 10; ++round) {
    const auto response = client->step(result.text);
    if (!response) return {.kind = Kind::malformed, .text = "the client gave up"};
    result = server.step({.mechanism = mechanism, .response = response});
  }
  return result;
}

class Mechanism : public testing::TestWithParam<std::string> {};

TEST_P(Mechanism, LetsTheRightPasswordIn) {
  const auto result = exchange(GetParam(), "alice", "secret");
  EXPECT_EQ(result.kind, Kind::success);
  EXPECT_EQ(result.text, "alice");
}

TEST_P(Mechanism, KeepsTheWrongPasswordOut) {
  EXPECT_EQ(exchange(GetParam(), "alice", "Secret").kind, Kind::failure);
}

TEST_P(Mechanism, KeepsUnknownUsersOut) {
  EXPECT_EQ(exchange(GetParam(), "mallory", "secret").kind, Kind::failure);
}

TEST_P(Mechanism, SurvivesNonsense) {
  SaslServer server(kUsers);
  server.step({.mechanism = GetParam(), .response = std::nullopt, .first = true});
  const auto result = server.step({.mechanism = GetParam(), .response = std::string("\0\xff,,=", 5)});
  EXPECT_TRUE(result.kind == Kind::failure || result.kind == Kind::malformed ||
              result.kind == Kind::challenge);
  EXPECT_NE(result.kind, Kind::success);
}

INSTANTIATE_TEST_SUITE_P(All, Mechanism, testing::Values("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(SaslServer, KnowsWhatItDoesNotKnow) {
  SaslServer server({});
  EXPECT_EQ(server.step({.mechanism = "X-NONE", .response = "", .first = true}).kind,
            Kind::unknown_mechanism);
  EXPECT_EQ(server.step({.mechanism = "X-NONE", .response = ""}).kind, Kind::failure);
}

TEST(SaslServer, LetsNobodyActForAnother) {
  SaslServer server(kUsers);
  const std::string for_bob("bob\0alice\0secret", 16);
  EXPECT_EQ(server.step({.mechanism = "PLAIN", .response = for_bob, .first = true}).kind, Kind::failure);
}

TEST(SaslServer, LetsNobodyActForAnotherByScram) {
  SaslServer server(kUsers);
  Gsasl* context = nullptr;
  Gsasl_session* client = nullptr;
  ASSERT_EQ(gsasl_init(&context), GSASL_OK);
  ASSERT_EQ(gsasl_client_start(context, "SCRAM-SHA-256", &client), GSASL_OK);
  gsasl_property_set(client, GSASL_AUTHID, "alice");
  gsasl_property_set(client, GSASL_PASSWORD, "secret");
  gsasl_property_set(client, GSASL_AUTHZID, "bob");
  SaslResult result{.kind = Kind::challenge};
  for (int round = 0; result.kind == Kind::challenge && round < 10; ++round) {
    char* octets = nullptr;
    std::size_t size = 0;
    gsasl_step(client, result.text.data(), result.text.size(), &octets, &size);
    result = server.step(
        {.mechanism = "SCRAM-SHA-256", .response = std::string(octets, size), .first = round == 0});
    gsasl_free(octets);
  }
  EXPECT_EQ(result.kind, Kind::failure);
  gsasl_finish(client);
  gsasl_done(context);
}

TEST(SaslServer, RefusesAnInitialResponseWhereTheServerBegins) {
  SaslServer server(kUsers);
  EXPECT_EQ(server.step({.mechanism = "CRAM-MD5", .response = "x", .first = true}).kind, Kind::malformed);
}

TEST(SaslServer, TakesALoginNameAsInitialResponse) {
  SaslServer server(kUsers);
  EXPECT_EQ(server.step({.mechanism = "LOGIN", .response = "alice", .first = true}).kind, Kind::challenge);
  EXPECT_EQ(server.step({.mechanism = "LOGIN", .response = "secret"}).kind, Kind::success);
}

TEST(SaslServer, BeginsAnew) {
  SaslServer server(kUsers);
  const std::string right("\0alice\0secret", 13);
  const std::string wrong("\0alice\0guess", 12);
  EXPECT_EQ(server.step({.mechanism = "PLAIN", .response = wrong, .first = true}).kind, Kind::failure);
  EXPECT_EQ(server.step({.mechanism = "PLAIN", .response = std::nullopt, .first = true}).kind,
            Kind::challenge);
  EXPECT_EQ(server.step({.mechanism = "PLAIN", .response = right}).kind, Kind::success);
}

}  // namespace
}  // namespace smtpspec::server
