#include "tests/support/program.hpp"

#include "harness/target/launch.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace smtpspec::tests {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Ran smtpspec_run(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "run");
  return run_program(smtpspec_program(), arguments);
}

const std::string kServe = "exec " + quoted(smtpspec_program()) + " serve --port {port}";
const std::vector<std::string> kMailboxes = {"--recipient", "alice@example.test", "--unknown-recipient",
                                             "nobody@example.test"};

std::vector<std::string> with_mailboxes(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), kMailboxes.begin(), kMailboxes.end());
  return arguments;
}

TEST(RunProgram, WithoutATargetAsksTheBundledReferenceAndAllIsWell) {
  const TemporaryFolder folder;
  const std::string json = (folder.path() / "run.json").string(),
                    junit = (folder.path() / "junit.xml").string();
  const Ran ran = smtpspec_run({"rfc5321/4.1.1.5-rset", "--json", json, "--junit", junit});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("bundled reference"), HasSubstr("Nothing found against the target.")));
  EXPECT_THAT(ran.err, IsEmpty());
  EXPECT_TRUE(std::filesystem::exists(json));
  EXPECT_EQ(
      run_shell("xmllint --noout --schema " + quoted(in_source("reports/junit.xsd")) + " " + quoted(junit))
          .code,
      0);
}

TEST(RunProgram, AFindingIsOneAndTheOutputNamesCaseAndCommand) {
  const Ran ran = smtpspec_run(with_mailboxes(
      {"--launch", kServe + " --deviation rset-clears=keeps-sender", "rset-forgets-sender", "--seed", "7"}));
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("rset-forgets-sender"), HasSubstr("RFC5321-4.1.1.5"), HasSubstr("--seed 7")));
}

TEST(RunProgram, ACrashIsAFailAndNamesItsSignal) {
  const Ran ran = smtpspec_run(
      {"--launch", "exec python3 " + quoted(in_source("tests/run/crashes.py")) + " {port}", "--recipient",
       "alice@example.test", "rfc5321/4.1.1.5-rset", "rfc5321/4.1.1.8-help-noop"});
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("killed by SIGSEGV"), HasSubstr("the last words of the server")));
}

TEST(RunProgram, NothingThereIsFour) {
  const std::string address = "127.0.0.1:" + std::to_string(target::free_port());
  const Ran ran = smtpspec_run({"--target", address, "rfc5321/4.1.1.5-rset"});
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.err, HasSubstr(address));
}

TEST(RunProgram, ATargetThatIsLostIsFourAndEveryReportNamesWhatWasPlayed) {
  const TemporaryFolder folder;
  const auto file = [&](const char* name) { return (folder.path() / name).string(); };
  const Ran ran = run_shell(
      "python3 " + quoted(in_source("tests/run/lost.py")) + " " + quoted(smtpspec_program()) +
      " run --recipient alice@example.test --jobs 1 --json " + quoted(file("run.json")) + " --junit " +
      quoted(file("junit.xml")) + " noop-with-argument rset-forgets-sender rfc5321/4.1.1.8-help-noop");
  EXPECT_EQ(ran.code, 4) << ran.out << ran.err;
  const auto names_it = HasSubstr("played when it went: rset-forgets-sender");
  EXPECT_THAT(ran.out, names_it);
  EXPECT_THAT(ran.err, names_it);
  EXPECT_THAT(run_shell("cat " + quoted(file("run.json"))).out, names_it);
  EXPECT_THAT(run_shell("cat " + quoted(file("junit.xml"))).out, AllOf(names_it, HasSubstr("<error ")));
  EXPECT_THAT(ran.out, HasSubstr("the target went away while this was played"));
  EXPECT_EQ(run_shell("xmllint --noout --schema " + quoted(in_source("reports/junit.xsd")) + " " +
                      quoted(file("junit.xml")))
                .code,
            0);
}

TEST(RunProgram, AReportThatCannotBeWrittenIsFiveWhateverElseHolds) {
  const Ran ran = smtpspec_run(with_mailboxes({"--launch", kServe + " --deviation rset-clears=keeps-sender",
                                               "rset-forgets-sender", "--json", "/nonexistent/run.json"}));
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, HasSubstr("/nonexistent/run.json"));
}

TEST(RunProgram, UsageIsTwo) {
  EXPECT_EQ(smtpspec_run({"rest-forgets-sender"}).code, 2);
  EXPECT_THAT(smtpspec_run({"rest-forgets-sender"}).err, HasSubstr("did you mean 'rset-forgets-sender'?"));
  EXPECT_EQ(smtpspec_run({"--shard", "3/2"}).code, 2);
  EXPECT_EQ(smtpspec_run({"--timeout", "5"}).code, 2);
  EXPECT_EQ(smtpspec_run({"--tls", "maybe"}).code, 2);
  EXPECT_EQ(smtpspec_run({"--target", "[::1"}).code, 2);
  EXPECT_EQ(smtpspec_run({"rset-forgets-sender", "--launch", " "}).code, 2);
  const Ran no_store = smtpspec_run({"rset-forgets-sender", "--tls-ca", "/nonexistent"});
  EXPECT_EQ(no_store.code, 2);
  EXPECT_THAT(no_store.err, HasSubstr("--tls-ca /nonexistent: "));
}

TEST(RunProgram, AMaildirThatTheServerMayMakeYetIsNoted) {
  const Ran ran = smtpspec_run({"rset-forgets-sender", "--maildir", "/nonexistent/of/alice"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("--maildir /nonexistent/of/alice is not there yet"));
}

TEST(RunProgram, BadInputIsThree) {
  const TemporaryFolder folder;
  const std::string profile = (folder.path() / "p.toml").string();
  std::ofstream(profile) << "recipent = \"a@b.test\"\n";
  const Ran ran = smtpspec_run({"--profile", profile, "rset-forgets-sender"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("did you mean 'recipient'?"));
  EXPECT_EQ(smtpspec_run({"--scenarios", "/nonexistent"}).code, 3);
  EXPECT_EQ(smtpspec_run({"--only-failed", "/nonexistent"}).code, 3);
  EXPECT_EQ(smtpspec_run({"rset-forgets-sender", "--baseline", "/nonexistent"}).code, 3);
}

TEST(RunProgram, OfARunWithoutFindingsNothingFailedAndThatIsSix) {
  const TemporaryFolder folder;
  const std::string json = (folder.path() / "run.json").string();
  ASSERT_EQ(smtpspec_run({"rset-forgets-sender", "--json", json}).code, 0);
  const Ran ran = smtpspec_run({"--only-failed", json});
  EXPECT_EQ(ran.code, 6);
  EXPECT_THAT(ran.err, HasSubstr("nothing was a finding in " + json));
}

TEST(RunProgram, NothingToRunIsSix) {
  const TemporaryFolder folder;
  const std::string capture = folder.write("old.pcap", "old");
  EXPECT_EQ(smtpspec_run({"rset-forgets-sender", "--tag", "danger", "--pcap", capture}).code, 6);
  EXPECT_EQ(run_shell("cat " + quoted(capture)).out, "old");
  EXPECT_EQ(smtpspec_run({"rset-forgets-sender", "--role", "lmtp", "--lmtp"}).code, 6) << "all is skipped";
}

TEST(RunProgram, AListedFindingIsNoNews) {
  const TemporaryFolder folder;
  const std::string baseline = (folder.path() / "b").string();
  std::ofstream(baseline) << "rset-forgets-sender fail # known\n";
  const Ran ran = smtpspec_run(with_mailboxes({"--launch", kServe + " --deviation rset-clears=keeps-sender",
                                               "rset-forgets-sender", "--baseline", baseline}));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(RunProgram, GreylistingIsWaitedForOnceForEachRecipient) {
  const std::vector<std::string> asked = {
      "--launch",           "exec python3 " + quoted(in_source("tests/run/greylists.py")) + " {port}",
      "--recipient",        "alice@example.test",
      "--second-recipient", "bob@example.test",
      "rset-forgets-sender"};
  EXPECT_THAT(smtpspec_run(asked).out, HasSubstr("it greylists: 450 later; --greylist-wait SECONDS"));
  auto patient = asked;
  patient.insert(patient.end(), {"--greylist-wait", "1"});
  const Ran ran = smtpspec_run(patient);
  EXPECT_THAT(ran.out, Not(AnyOf(HasSubstr("it greylists"), HasSubstr("it still greylists"),
                                 HasSubstr("second recipient is refused"))));
}

TEST(RunProgram, AReaderThatGoesAwayIsFiveAndTheReportsAreWritten) {
  const TemporaryFolder folder;
  const auto file = [&](const char* name) { return quoted((folder.path() / name).string()); };
  for (const char* const which : {"", " 2>&1"}) {
    run_shell("{ " + quoted(smtpspec_program()) + " run rfc5321/4.1.1.5 --json " + file("run.json") + which +
              "; echo $? >" + file("code") + "; } | head -n 1");
    EXPECT_EQ(run_shell("cat " + file("code")).out, "5\n") << which;
    EXPECT_EQ(run_shell("grep -q '\"complete\": *true' " + file("run.json")).code, 0);
  }
}

TEST(RunProgram, InterruptedIsAHundredAndThirtyAndReportsAreWritten) {
  const TemporaryFolder folder;
  const std::string json = quoted((folder.path() / "run.json").string());
  const std::string shown = quoted((folder.path() / "shown").string());
  // At twenty connections a second the whole run would take half a minute. It is under way when it shows
  // something.
  const Ran ran = run_shell(quoted(smtpspec_program()) + " run --rate 20 --json " + json + " >" + shown +
                            " & pid=$!; until [ -s " + shown + " ] || ! kill -0 $pid; do sleep 0.05; done; " +
                            "kill -TERM $pid; wait $pid");
  EXPECT_EQ(ran.code, 130) << ran.err;
  EXPECT_EQ(run_shell("grep -q '\"complete\": *false' " + json).code, 0);
}

TEST(RunProgram, InterruptedWhileTheServerStartsItEndsAtOnceAndSoDoesTheServer) {
  const TemporaryFolder folder;
  const std::string started = (folder.path() / "pid").string();
  const Ran ran = run_shell(quoted(smtpspec_program()) + " run --launch " +
                            quoted("echo $$ >" + started + "; tail -f /dev/null; true {port}") +
                            " & pid=$!; until [ -s " + quoted(started) +
                            " ] || ! kill -0 $pid; do sleep 0.05; done; " + "kill -TERM $pid; wait $pid");
  EXPECT_EQ(ran.code, 130) << ran.err;
  EXPECT_NE(run_shell("kill -0 $(cat " + quoted(started) + ")").code, 0);
}

/// A server that is started a second time and listens no more; what it said is on its standard error.
std::string serves_once(const std::filesystem::path& folder) {
  const std::string mark = quoted((folder / "started").string());
  return "[ ! -e " + mark + " ] || { touch " + mark + "-again; exec tail -f /dev/null; }; touch " + mark +
         "; exec python3 " + quoted(in_source("tests/run/crashes.py")) + " {port}";
}

TEST(RunProgram, InterruptedWhileTheServerIsStartedAgainItEndsAtOnce) {
  const TemporaryFolder folder;
  const Ran ran = run_shell(quoted(smtpspec_program()) + " run rfc5321/4.1.1.5-rset --launch " +
                            quoted(serves_once(folder.path())) + " & pid=$!; until [ -e " +
                            quoted((folder.path() / "started-again").string()) +
                            " ] || ! kill -0 $pid; do sleep 0.05; done; kill -HUP $pid; wait $pid");
  EXPECT_EQ(ran.code, 130) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("killed by SIGSEGV"));
}

TEST(RunProgram, MaxRunTimeHoldsWhileTheServerStarts) {
  const TemporaryFolder folder;
  for (const std::string& server :
       {std::string("tail -f /dev/null; true {port}"), serves_once(folder.path())}) {
    const Ran ran = smtpspec_run({"rfc5321/4.1.1.5-rset", "--max-run-time", "2s", "--launch", server});
    EXPECT_THAT(ran.code, testing::AnyOf(1, 6)) << ran.out << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("not played"));
  }
}

TEST(RunProgram, WithOnlyFailedAFindingOfEveryDialogueIsPlayedWhereItWasSeen) {
  const TemporaryFolder folder;
  const std::string json = (folder.path() / "run.json").string();
  const Ran first = smtpspec_run(with_mailboxes({"--launch", kServe + " --deviation reply-line-end=lf",
                                                 "--seed", "7", "rset-forgets-sender", "--json", json}));
  EXPECT_EQ(first.code, 1) << first.out;
  EXPECT_THAT(first.out, HasSubstr("--seed 7 rset-forgets-sender"));
  EXPECT_EQ(smtpspec_run({"--only-failed", json}).code, 0);
}

TEST(RunProgram, WithAStrangerThePlanComesFirstAndADryRunAsksNothingMore) {
  const Ran ran =
      smtpspec_run(with_mailboxes({"--launch", kServe, "--stranger", "--dry-run", "rfc5321/4.1.1.5-rset"}));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("one connection a second"), HasSubstr("rset-forgets-sender")));
  EXPECT_THAT(ran.out, Not(HasSubstr("pass")));
}

TEST(PlayProgram, ShowsTheDialogue) {
  const Ran ran = run_program(
      smtpspec_program(), {"play", in_source("scenarios/rfc5321/4.1.1.5-rset.smtp"), "rset-forgets-sender"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("C  RSET\\r\\n"), HasSubstr("S  250"), HasSubstr("\npass")));
}

TEST(PlayProgram, ShowsEachLineWhenItIsSaid) {
  const Ran ran = run_program("python3", {in_source("tests/run/live.py"), smtpspec_program()});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("S  250 ok NOOP second\\r\\n"));
}

TEST(PlayProgram, ShowsADialogueThatIsPlayedAgain) {
  const Ran ran = run_program(
      smtpspec_program(),
      {"play", in_source("scenarios/rfc5321/4.1.1.5-rset.smtp"), "rset-forgets-sender", "--launch",
       kServe + " --deviation rset-clears=keeps-sender", "--recipient", "alice@example.test"});
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("\nrset-forgets-sender: played again\n"), HasSubstr("\nfail: ")));
}

TEST(PlayProgram, OfASkippedCaseSaysWhy) {
  const Ran ran =
      run_program(smtpspec_program(), {"play", in_source("scenarios/rfc2033/lmtp.smtp"), "lhlo-accepted"});
  EXPECT_EQ(ran.code, 6);
  EXPECT_THAT(ran.out,
              HasSubstr("lhlo-accepted: LHLO takes the place of EHLO\nskip: not for the role mta\n"));
}

class Pcap : public testing::Test {
 protected:
  const TemporaryFolder folder_;
  const std::string file_ = (folder_.path() / "run.pcapng").string();
};

TEST_F(Pcap, HasTheDialoguesOfARunAndOfThePreflightWithoutSecrets) {
  EXPECT_EQ(smtpspec_run({"rset-forgets-sender", "rfc4954", "--pcap", file_}).code, 0);
  const Ran shown = run_shell("tcpdump -nA -r " + quoted(file_));
  EXPECT_EQ(shown.code, 0);
  EXPECT_THAT(shown.err, Not(HasSubstr("truncated")));
  EXPECT_THAT(shown.out, AllOf(HasSubstr("EHLO client.smtpspec.test"), HasSubstr("RSET"),
                               HasSubstr("[secret]"), Not(HasSubstr("AGFsaWNlAHNlY3JldA"))));
  EXPECT_EQ(run_shell("grep -aq 'rset-forgets-sender; connected: from port' " + quoted(file_)).code, 0);
  EXPECT_EQ(run_shell("grep -aq 'preflight: hello; connected: from port' " + quoted(file_)).code, 0);
}

TEST_F(Pcap, OfAPlay) {
  const Ran ran = run_program(smtpspec_program(),
                              {"play", in_source("scenarios/rfc5321/4.1.1.5-rset.smtp"), "--pcap", file_});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(run_shell("tcpdump -nA -r " + quoted(file_)).out, HasSubstr("RSET"));
}

TEST(RunProgram, ACaptureThatCannotBeWrittenIsFiveBeforeAnythingIsAsked) {
  const Ran ran = smtpspec_run({"rset-forgets-sender", "--pcap", "/nonexistent/run.pcapng"});
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, HasSubstr("/nonexistent/run.pcapng: cannot write: No such file or directory"));
  EXPECT_THAT(ran.out, IsEmpty());
}

}  // namespace
}  // namespace smtpspec::tests
