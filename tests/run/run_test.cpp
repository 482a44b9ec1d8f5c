#include "harness/target/launch.hpp"
#include "tests/run/asked.hpp"

#include <gmock/gmock.h>

#include <map>
#include <signal.h>

namespace smtpspec::tests {
namespace {

using namespace std::chrono_literals;
using reports::Verdict;
using run::Conclusion;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

server::ServerOptions deviating(const std::string& name) {
  server::ServerOptions options;
  options.behaviour = receiver::parse_mutation(name).value();
  return options;
}

TEST(Run, TheBundledReferencePassesEverythingItIsAsked) {
  const Conclusion conclusion = ask({}, {"rfc5321"});
  EXPECT_EQ(conclusion.kind, Conclusion::Kind::complete) << conclusion.why;
  EXPECT_TRUE(conclusion.run.complete);
  EXPECT_THAT(with(conclusion, Verdict::fail), IsEmpty());
  EXPECT_THAT(with(conclusion, Verdict::risk), IsEmpty());
  EXPECT_THAT(with(conclusion, Verdict::error), IsEmpty());
  EXPECT_THAT(with(conclusion, Verdict::blocked), IsEmpty());
  EXPECT_THAT(with(conclusion, Verdict::pass), Contains("rset-forgets-sender"));
  EXPECT_EQ(conclusion.run.target.address, "bundled reference");
}

TEST(Run, ACaseCarriesWhatAReaderNeeds) {
  const Reference reference;
  const auto result = result_of(ask(reference.options(), {"rset-forgets-sender"}), "rset-forgets-sender");
  EXPECT_EQ(result.verdict, Verdict::pass);
  EXPECT_THAT(result.scenario_source, HasSubstr("C: RSET"));
  EXPECT_THAT(result.rerun, HasSubstr("--recipient alice@example.test"));
  EXPECT_THAT(result.rerun, HasSubstr(" rset-forgets-sender"));
  EXPECT_THAT(result.transcript, Not(IsEmpty()));
  EXPECT_THAT(result.rules, Not(IsEmpty()));
}

struct Wrong {
  const char* deviation;
  const char* scenario;
};
class Deviating : public testing::TestWithParam<Wrong> {};

TEST_P(Deviating, IsConvictedByTheCaseThatAsksForIt) {
  const Reference reference(deviating(GetParam().deviation));
  const Conclusion conclusion = ask(reference.options(), {GetParam().scenario});
  const auto result = result_of(conclusion, GetParam().scenario);
  EXPECT_EQ(result.verdict, Verdict::fail) << result.message;
  EXPECT_EQ(result.attempts, 2) << "a fail is played again before it stands";
  EXPECT_FALSE(reports::as_expected(conclusion.run));
}

INSTANTIATE_TEST_SUITE_P(Run, Deviating,
                         testing::Values(Wrong{"rset-clears=keeps-sender", "rset-forgets-sender"}));

TEST(Run, NoServerIsUnreachable) {
  run::Options options;
  options.settings.target = "127.0.0.1:" + std::to_string(target::free_port());
  const Conclusion conclusion = ask(options, {"rfc5321/4.1.1.5-rset"});
  EXPECT_EQ(conclusion.kind, Conclusion::Kind::unreachable);
  EXPECT_THAT(conclusion.why, HasSubstr("cannot be asked anything"));
  EXPECT_THAT(conclusion.run.cases, IsEmpty());
  EXPECT_FALSE(conclusion.run.complete);
}

TEST(Run, AnAddressThatIsNoneIsSaidSo) {
  run::Options options;
  options.settings.target = "[::1";
  EXPECT_THAT(ask(options, {"rfc5321/4.1.1.5-rset"}).why, HasSubstr("--target [::1"));
}

TEST(Run, ACommandThatCannotBeLaunchedIsSaidSoWithItsLastWords) {
  run::Options options;
  options.settings.launch = "echo cannot find my configuration >&2; exit 1";
  const Conclusion conclusion = ask(options, {"rfc5321/4.1.1.5-rset"});
  EXPECT_EQ(conclusion.kind, Conclusion::Kind::unreachable);
  EXPECT_THAT(conclusion.why, HasSubstr("exit status 1"));
  EXPECT_THAT(conclusion.why, HasSubstr("cannot find my configuration"));
}

TEST(Run, InterruptedItStillReportsWhatItHas) {
  const Reference reference;
  const run::Assignment asked = assignment(reference.options(), {"rfc5321"});
  std::size_t ended = 0;
  run::Listener listener;
  listener.ended = [&](const reports::Run&, const reports::CaseResult&) {
    if (++ended == 20) ::raise(SIGTERM);
  };
  const Conclusion conclusion = run::run(asked, listener);
  EXPECT_EQ(conclusion.kind, Conclusion::Kind::stopped);
  EXPECT_EQ(conclusion.stopped, run::Stopped::interrupted);
  EXPECT_FALSE(conclusion.run.complete);
  EXPECT_GE(conclusion.run.cases.size(), 20U);
  EXPECT_THAT(conclusion.run.not_run, Not(IsEmpty()));
}

TEST(Run, MaxRunTimeCutsTheTailAndNamesIt) {
  const Reference reference;
  run::Options options = reference.options();
  options.max_run_time = 1ms;
  const Conclusion conclusion = ask(options, {"rfc5321"});
  EXPECT_EQ(conclusion.stopped, run::Stopped::out_of_time);
  EXPECT_THAT(conclusion.run.not_run, Not(IsEmpty()));
}

TEST(Run, FailFastStopsAtTheFirstFinding) {
  const Reference reference(deviating("rset-clears=keeps-sender"));
  run::Options options = reference.options();
  options.fail_fast = true;
  const Conclusion conclusion = ask(options, {"rfc5321"});
  EXPECT_EQ(conclusion.stopped, run::Stopped::first_finding);
  EXPECT_THAT(conclusion.run.not_run, Not(IsEmpty()));
}

TEST(Run, ShardsAreDisjointAndCoverAll) {
  const Reference reference;
  std::map<std::string, int> seen;
  for (const std::uint32_t index : {1U, 2U}) {
    run::Options options = reference.options();
    options.shard = {index, 2};
    for (const auto& one : ask(options, {"rfc5321/4.1.1.5-rset"}).run.cases) {
      if (one.group != "every-dialogue") ++seen[one.id];
    }
  }
  EXPECT_THAT(seen, SizeIs(assignment({}, {"rfc5321/4.1.1.5-rset"}).cases.size()));
  for (const auto& [id, times] : seen) EXPECT_EQ(times, 1) << id;
}

TEST(Run, ThePasswordIsInNoReport) {
  const Reference reference;
  run::Options options = reference.options();
  options.settings.user = "alice";
  options.settings.password = "secret";
  for (const auto& one : ask(options, {"rfc4954"}).run.cases) {
    EXPECT_THAT(one.rerun, Not(HasSubstr("secret")));
    for (const auto& line : one.transcript) {
      EXPECT_THAT(line.octets, Not(HasSubstr("AGFsaWNlAHNlY3JldA"))) << one.id;  // base64 of the login
      EXPECT_THAT(line.octets, Not(HasSubstr("c2VjcmV0"))) << one.id;
    }
  }
}

}  // namespace
}  // namespace smtpspec::tests
