#include "harness/run/certify.hpp"

#include "harness/language/load.hpp"
#include "harness/language/parser.hpp"
#include "tests/certify/standings.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace smtpspec::run {
namespace {

const std::string kScenarios = tests::in_source("scenarios");

const language::Catalogue& catalogue() {
  static const language::Catalogue kCatalogue = *language::load_catalogue(kScenarios + "/requirements");
  return kCatalogue;
}

std::shared_ptr<const language::Suite> suite(const std::string& scenario) {
  auto parsed = language::parse("test.smtp", "suite \"test\"\nscenario test\ntitle a test\n" + scenario);
  EXPECT_TRUE(parsed) << language::render(parsed.error().front());
  return std::make_shared<const language::Suite>(*std::move(parsed));
}

Certificate certify_one(const std::string& scenario) { return certify({suite(scenario)}, catalogue(), 1); }

TEST(Certify, TheWholeCorpusIsProven) {
  auto suites = language::load_suites(kScenarios);
  ASSERT_TRUE(suites) << language::render(suites.error().front());
  std::vector<std::shared_ptr<const language::Suite>> shared;
  for (language::Suite& one : *suites)
    shared.push_back(std::make_shared<const language::Suite>(std::move(one)));
  const Certificate certificate = certify(shared, catalogue(), std::thread::hardware_concurrency());
  for (const CaseProof& proof : certificate.cases) {
    if (proof.is_skipped()) continue;
    EXPECT_TRUE(proof.holds()) << proof.id << ": " << proof.message;
    EXPECT_TRUE(proof.can_fail()) << proof.id << " convicts no deviation of its own requirement";
    for (const Caught& accused : proof.accused)
      ADD_FAILURE() << proof.id << " accuses " << accused.mutation << ": " << accused.message;
  }
  for (const UntakenRow& row : certificate.untaken)
    ADD_FAILURE() << row.file << ":" << row.at.line << ": no model takes " << row.source;
  for (const std::string& deviation : certificate.uncaught) ADD_FAILURE() << "nothing notices " << deviation;
  for (const std::string& deviation : certificate.beyond_control)
    ADD_FAILURE() << "no message goes through under " << deviation;
  EXPECT_TRUE(certificate.is_proven());
  // Here, since to play everything twice takes too long.
  EXPECT_THAT(test::disagreements(certificate), testing::IsEmpty());
}

TEST(Certify, ADeviationProvesThatACaseCanFail) {
  const Certificate certificate = certify_one(R"(
checks RFC5321-4.1.1.5-a
C: MAIL FROM:<${sender}>
S: 250
C: RSET
S: 250
C: RCPT TO:<${recipient}>
S? 503
)");
  ASSERT_EQ(certificate.cases.size(), 1U);
  EXPECT_TRUE(certificate.cases.front().can_fail());
  const auto& caught = certificate.cases.front().caught;
  EXPECT_TRUE(std::any_of(caught.begin(), caught.end(), [](const Caught& one) {
    return one.kind == Mutation::Kind::deviation && one.cited;
  }));
}

TEST(Certify, AnAlteredReplyProvesNothing) {
  // Nothing that breaks the requirement of this case makes it fail: it is about something else.
  const Certificate certificate =
      certify_one("checks RFC5321-4.5.3.1.7-a\nC: NOOP\nS? 250\n | fail 5yz \"refused\"\n");
  EXPECT_FALSE(certificate.cases.front().caught.empty());
  EXPECT_FALSE(certificate.cases.front().can_fail());
  EXPECT_FALSE(certificate.is_proven());
}

TEST(Certify, AFaultProvesACaseWhereItsRequirementSpeaksOfIt) {
  const Certificate certificate = certify_one(R"(
checks RFC5321-4.2-a
C: NOOP
outcome until NOOP
  pass "one reply"   any
  fail "two replies" any any any...
)");
  EXPECT_TRUE(certificate.cases.front().can_fail());
}

TEST(Certify, ACaseThatDoesNotHoldIsNotProven) {
  const Certificate certificate = certify_one("checks RFC5321-4.1.1.9-a\nC: NOOP\nS? 5yz\n");
  EXPECT_FALSE(certificate.cases.front().holds());
  EXPECT_FALSE(certificate.is_proven());
}

TEST(Certify, AQuestionThatTakesEverythingCannotFail) {
  const Certificate certificate = certify_one(
      "checks RFC5321-4.1.1.9-a\nC: NOOP\nS? any\n | pass close\n | pass silence\n | fail 299 \"never\"\n");
  EXPECT_FALSE(certificate.cases.front().can_fail());
}

TEST(Certify, ARowThatNobodyTakesIsNamed) {
  const std::string row = "\n | note 299 \"an odd code\"";
  const Certificate untaken = certify_one("checks RFC5321-4.1.1.9-a\nC: NOOP\nS? 250" + row + "\n");
  ASSERT_EQ(untaken.untaken.size(), 1U);
  EXPECT_EQ(untaken.untaken.front().source, "299");
  EXPECT_FALSE(untaken.is_proven());
  const Certificate seen =
      certify_one("checks RFC5321-4.1.1.9-a\nC: NOOP\nS? 250" + row + " seen \"a server: 299 odd\"\n");
  EXPECT_TRUE(seen.untaken.empty());
}

}  // namespace
}  // namespace smtpspec::run
