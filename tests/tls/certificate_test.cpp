#include "reference/tls/certificate.hpp"

#include "tests/tls/pair.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace smtpspec::tls {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string written(const std::string& name, const std::string& text) {
  const std::string path = testing::TempDir() + name;
  std::ofstream(path) << text;
  return path;
}

Context client_that_trusts(const std::string& ca_file) {
  return Context::client({.ca_file = ca_file}).value();
}

TEST(Certificate, IsAcceptedForEveryNameByWhoTrustsIt) {
  const Context client = client_that_trusts(written("ca.pem", certificate().chain_pem));
  for (const std::string name : {"localhost", "mail.example.test", "127.0.0.1"}) {
    Pair pair = make_pair(std::string::npos, client, name);
    pair.pump();
    EXPECT_TRUE(pair.both_up()) << name << ": " << pair.client.why();
  }
}

TEST(Certificate, IsRefusedForAnotherName) {
  const Context client = client_that_trusts(written("ca.pem", certificate().chain_pem));
  for (const std::string name : {"other.example", "127.0.0.2"}) {
    Pair pair = make_pair(std::string::npos, client, name);
    pair.pump();
    EXPECT_EQ(pair.client.state(), Engine::State::failed) << name;
    EXPECT_THAT(pair.client.why(), HasSubstr("mismatch"));
    EXPECT_THAT(pair.server.why(), HasSubstr("the peer sent the alert"));
  }
}

TEST(Certificate, IsRefusedByWhoDoesNotTrustIt) {
  const auto other = make_self_signed({"localhost"});
  Pair pair = make_pair(std::string::npos, client_that_trusts(written("other.pem", other.chain_pem)));
  pair.pump();
  EXPECT_THAT(pair.client.why(), HasSubstr("the certificate was not accepted: self-signed certificate"));
}

TEST(Certificate, CanBeRsa) {
  const auto made = make_self_signed({"localhost"}, KeyKind::rsa_2048);
  Pair pair{.client = Engine(insecure_client()),
            .server = Engine(Context::server({.certificate = made}).value())};
  pair.pump();
  EXPECT_TRUE(pair.both_up());
}

TEST(Certificate, IsReadFromFiles) {
  const auto read = read_certificate(written("chain.pem", certificate().chain_pem),
                                     written("key.pem", certificate().key_pem));
  ASSERT_TRUE(read) << read.error();
  EXPECT_TRUE(Context::server({.certificate = *read}));
}

TEST(Certificate, ThatIsMissingOrNoneIsNamed) {
  EXPECT_THAT(read_certificate("/nowhere/c.pem", "/nowhere/k.pem").error(), HasSubstr("/nowhere/c.pem"));
  const auto bad = Context::server({.certificate = {.chain_pem = "hello", .key_pem = certificate().key_pem}});
  ASSERT_FALSE(bad);
  EXPECT_THAT(bad.error(), HasSubstr("certificate"));
  const auto mixed = Context::server(
      {.certificate = {.chain_pem = certificate().chain_pem, .key_pem = make_self_signed({"x"}).key_pem}});
  ASSERT_FALSE(mixed);
  EXPECT_THAT(mixed.error(), HasSubstr("private key"));
  EXPECT_THAT(Context::client({.ca_file = "/nowhere/ca.pem"}).error(), HasSubstr("/nowhere/ca.pem"));
}

TEST(Context, OffersTls10OnlyWhenAskedTo) {
  const std::string down_to_tls10 = "\x03\x04\x03\x03\x03\x02\x03\x01";
  Engine modern(insecure_client());
  Engine legacy(Context::client({.insecure = true, .legacy = true}).value());
  EXPECT_THAT(modern.take_cipher(), Not(HasSubstr(down_to_tls10)));
  EXPECT_THAT(legacy.take_cipher(), HasSubstr(down_to_tls10));
}

}  // namespace
}  // namespace smtpspec::tls
