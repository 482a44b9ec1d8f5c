// What `./dev fuzz` runs, with targets that only say they are: tests/fuzz/stub_target.cpp.
#include "fuzz/campaign/places.hpp"
#include "fuzz/campaign/told.hpp"
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <signal.h>

namespace smtpspec::campaign {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::quoted;
using tests::Ran;

class Campaign : public testing::Test {
 protected:
  const tests::TemporaryFolder& folder() const { return folder_; }
  fs::path build() const { return folder_.path() / "build"; }

  void declare(const std::string& name, const std::string& input = "dialogue", int choices = 3) {
    lines_ += name + " " + input + " " + std::to_string(choices) + "\n";
    folder_.write("build/fuzz/targets", lines_);
    fs::create_symlink(tests::in_build("tests/fuzz/stub_target"), build() / ("fuzz/fuzz_" + name));
  }

  std::string command(const std::string& arguments = {}) const {
    return quoted(tests::in_build("fuzz/campaign/campaign")) + " --build " + quoted(build().string()) +
           " --source " + quoted(folder_.path().string()) + " --time 30s --seed 5 " + arguments;
  }
  Ran run(const std::string& arguments = {}) const { return tests::run_shell(command(arguments)); }

  std::string content(const std::string& name) const {
    std::ifstream in(build() / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }

  std::vector<std::string> names(const std::string& folder) const {
    std::vector<std::string> out;
    for (const fs::path& file : files_in(build() / folder)) out.push_back(file.filename().string());
    std::sort(out.begin(), out.end());
    return out;
  }

  /// Valid against our schema, whatever stands in it.
  void expect_valid_junit() const {
    const Ran lint =
        tests::run_shell("xmllint --noout --schema " + quoted(tests::in_source("reports/junit.xsd")) + " " +
                         quoted((build() / "report/junit.xml").string()));
    EXPECT_EQ(lint.code, 0) << lint.err;
  }

 private:
  const tests::TemporaryFolder folder_;
  std::string lines_;
};

TEST_F(Campaign, SaysThatNothingWasFound) {
  declare("clean", "line", 0);
  const Ran ran = run();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(
      ran.out,
      HasSubstr("1 target, 1 at once, 30 s each: about 30 s in all, and a little for merging; seed 5"));
  EXPECT_THAT(ran.out,
              ContainsRegex("\nclean: [0-9] s, 130 runs \\([0-9]+/s\\), 12 edges, corpus 1, no finding\n"));
  EXPECT_THAT(ran.out, ContainsRegex("\nclean +[0-9] +130 +[0-9]+ +12 +34 +1  -\n"));
  EXPECT_FALSE(fs::exists(build() / "findings"));
  EXPECT_THAT(content("report/junit.xml"), HasSubstr("<testcase name=\"clean\" classname=\"smtpspec.fuzz\""));
  expect_valid_junit();
}

TEST_F(Campaign, WritesAFindingWithItsScenario) {
  declare("claims");
  const Ran ran = run();
  EXPECT_EQ(ran.code, 1) << ran.err;
  const std::string at = "findings/claims/answers-are-the-same";
  EXPECT_THAT(
      names("findings/claims"),
      testing::ElementsAre("answers-are-the-same", "answers-are-the-same.smtp", "answers-are-the-same.txt"));
  EXPECT_EQ(content(at), "BAD");  // the smallest that breaks the same
  const std::string text = content(at + ".txt");
  EXPECT_THAT(
      text,
      HasSubstr(
          "claims: answers are the same\n\nThe input, 3 octets, of which the first 3 choose:\n  BAD\n"));
  EXPECT_THAT(text, HasSubstr("Reader::take(char) const\n      reference/syntax/path.cpp:12:3\n"));
  EXPECT_THAT(
      text, AllOf(Not(HasSubstr("      fuzz/support/require")), Not(HasSubstr("      reference/not/ours"))));
  EXPECT_THAT(text,
              HasSubstr("\nAgain, in " + fs::current_path().string() + ":\n  " +
                        (build() / "fuzz/fuzz_claims").string() + " " + (build() / at).string() + "\n"));
  EXPECT_THAT(ran.out, HasSubstr("claims: answers are the same, 3 times\n"));
  EXPECT_THAT(ran.out, HasSubstr("answers-are-the-same stands in the way\n"));
  EXPECT_THAT(content("report/junit.xml"),
              HasSubstr("<failure type=\"FINDING\" message=\"answers are the same\">"));
  expect_valid_junit();
}

TEST_F(Campaign, KeepsTheInputWhereASmallerOneBreaksSomethingElse) {
  declare("changes");
  EXPECT_EQ(run().code, 1);
  EXPECT_THAT(content("findings/changes/answers-are-the-same"), HasSubstr("BAD $\"\\\xff"));
  EXPECT_THAT(names("findings/changes"), Not(Contains("something-else-holds")));
}

TEST_F(Campaign, SendsTheOctetsOfADialogueInAScenario) {
  declare("changes");
  EXPECT_EQ(run().code, 1);
  const std::string file = (build() / "findings/changes/answers-are-the-same.smtp").string();
  const std::string text = content("findings/changes/answers-are-the-same.smtp");
  for (const char* part :
       {R"(  octets  piece-1 "EHLO x\r\n")", R"(  octets  piece-2 "BAD")",
        R"(  octets  piece-3 " $$\"\\\xff an")", R"(  octets  piece-4 "d m")",
        "  C| together piece-1 gap ${pause} piece-2 gap ${pause} piece-3 gap ${pause} piece-4\n",
        "  variant at-once   pause 0ms\n  variant in-pieces pause 10ms\n"})
    EXPECT_THAT(text, HasSubstr(part));
  const Ran lint = tests::run_program(tests::smtpspec_program(), {"lint", file});
  EXPECT_EQ(lint.code, 0) << lint.err;
  EXPECT_EQ(tests::run_program(tests::smtpspec_program(), {"fmt", "--check", file}).code, 0);
}

TEST_F(Campaign, SaysHowAFindingIsPlayedToALikeServer) {
  declare("changes");
  fs::create_directories(build() / "dev");
  fs::create_symlink(tests::smtpspec_program(), build() / "dev/smtpspec");
  EXPECT_EQ(run().code, 1);
  const std::string text = content("findings/changes/answers-are-the-same.txt");
  EXPECT_THAT(text, HasSubstr("What that does not show:\n  a host that answers late\n"));
  const std::size_t at = text.find((build() / "dev/smtpspec play --launch").string());
  ASSERT_NE(at, text.npos) << text;
  const Ran ran = tests::run_shell(text.substr(at, text.find('\n', at) - at));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("220 mail.example.test LMTP"));
  EXPECT_THAT(ran.out, HasSubstr("/in-pieces"));
}

TEST_F(Campaign, IsToldOptionsThatServeTakes) {
  folder().write("input", "6001005555QUIT\r\n");  // a site without extensions, a lenient conduct
  const Ran said = tests::run_shell("SMTPSPEC_FUZZ_TELL=1 " + quoted(tests::in_build("fuzz/replay_session")) +
                                    " " + quoted((folder().path() / "input").string()));
  const Told told = told_in(said.err);
  EXPECT_THAT(told.serve,
              testing::IsSupersetOf({"--accept-everybody", "--tls none", "--deviation noop=200"}));
  EXPECT_THAT(told.without, Contains("a server that lacks some extensions"));
  EXPECT_THAT(told.pieces, testing::SizeIs(4));
  std::string line = quoted(tests::smtpspec_program()) + " serve --unix /no/such/folder";
  for (const std::string& option : told.serve) line += " " + option;
  EXPECT_THAT(tests::run_shell(line).err, HasSubstr("cannot listen on /no/such/folder"));
}

TEST_F(Campaign, SaysThatNoOptionStandsForTheChoices) {
  declare("claims");
  EXPECT_EQ(run().code, 1);
  EXPECT_THAT(content("findings/claims/answers-are-the-same.txt"),
              HasSubstr("\nNo option of serve is known to stand for the choices.\n"));
}

TEST_F(Campaign, WritesNoScenarioOfWhatIsNoDialogue) {
  declare("claims", "line", 0);
  EXPECT_EQ(run().code, 1);
  EXPECT_THAT(names("findings/claims"),
              testing::ElementsAre("answers-are-the-same", "answers-are-the-same.txt"));
}

TEST_F(Campaign, GoesOnBehindAFindingAndSaysThatItDidNotComeAgain) {
  declare("once", "line", 0);
  const Ran ran = run();
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("once: it comes once\n"));
  EXPECT_THAT(ran.out, Not(HasSubstr("stands in the way")));
  EXPECT_THAT(content("findings/once/it-comes-once.txt"), HasSubstr("did not come again"));
  EXPECT_THAT(names("corpus/once"), testing::SizeIs(3));  // of two rounds, not merged
}

TEST_F(Campaign, NamesWhatASanitizerFindsByOurFunctionAndSurvivesAnyOctets) {
  declare("octets", "octets", 0);
  EXPECT_EQ(run().code, 1);
  EXPECT_THAT(names("findings/octets"), Contains("heap-buffer-overflow-in-feed"));
  EXPECT_THAT(content("findings/octets/heap-buffer-overflow-in-feed.txt"), HasSubstr("\\x00\\x01\\x02"));
  EXPECT_THAT(content("report/junit.xml"), ContainsRegex("<system-out>(.|\n)*\\\\xfe\\\\xff"));
  expect_valid_junit();
}

TEST_F(Campaign, NamesATimeout) {
  declare("late");
  EXPECT_EQ(run().code, 1);
  EXPECT_THAT(names("findings/late"), Contains("timeout"));
}

TEST_F(Campaign, EndsWhatWritesWithoutEnd) {
  declare("endless", "line", 0);
  const Ran ran = run();
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, ContainsRegex("\nendless: [0-9] s, "));  // and not until its time is over
  EXPECT_LT(fs::file_size(build() / "findings/endless/it-ends.txt"), 100'000U);
  expect_valid_junit();
}

TEST_F(Campaign, SaysThatATargetThatDiesProvesNothing) {
  declare("dies");
  declare("clean");
  const Ran ran = run();
  EXPECT_EQ(ran.code, 7);
  EXPECT_THAT(ran.out, HasSubstr("\ndies: it ended with 127 and left no input\n"));
  EXPECT_THAT(ran.out, HasSubstr("130 runs"));
  EXPECT_THAT(content("report/junit.xml"), HasSubstr("error while loading shared libraries"));
  expect_valid_junit();
}

TEST_F(Campaign, SaysWhatWasBrokenThoughNoInputIsLeft) {
  declare("full");
  const Ran ran = run();
  EXPECT_EQ(ran.code, 7);
  EXPECT_THAT(ran.out, HasSubstr("\nfull: it ended with 77 and left no input; it said: it is said\n"));
}

TEST_F(Campaign, TakesNoInputThatIsCutForAFinding) {
  declare("cut");
  folder().write("build/findings/cut/it-is-cut", "of a campaign before");
  EXPECT_EQ(run().code, 1);
  EXPECT_THAT(names("findings/cut"), testing::ElementsAre("it-is-cut.txt"));
  EXPECT_THAT(content("findings/cut/it-is-cut.txt"),
              ContainsRegex("\nThe input is lost: .*/crash-[0-9a-f]+: is not what libFuzzer meant to write"));
}

TEST_F(Campaign, ForgetsNoFindingWhereAnotherCannotBeWritten) {
  declare("both");
  fs::create_directories(build() / "findings/both/the-second-holds.txt");
  const Ran ran = run();
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.out, HasSubstr("\nboth: the first holds\n"));
  EXPECT_THAT(ran.out, HasSubstr("\nboth: the second holds\n"));
  EXPECT_THAT(ran.out, ContainsRegex("\nboth: .*/the-second-holds.txt: cannot write"));
  EXPECT_THAT(ran.out, ContainsRegex("\nboth +[0-9] +[0-9]+ +[0-9]+ +12 +34 +[0-9]  2\n"));
  EXPECT_THAT(content("report/junit.xml"),
              HasSubstr("<failure type=\"FINDING\" message=\"the first holds; the second holds\">"));
  expect_valid_junit();
}

TEST_F(Campaign, SaysByItsExitCodeThatThereAreFindingsThoughATargetDies) {
  declare("dies");
  declare("claims");
  EXPECT_EQ(run().code, 1);
}

TEST_F(Campaign, SaysThatATargetIsNotBuilt) {
  declare("gone");
  fs::remove(build() / "fuzz/fuzz_gone");
  const Ran ran = run();
  EXPECT_EQ(ran.code, 7);
  EXPECT_THAT(ran.out, HasSubstr("fuzz_gone cannot be run"));
}

TEST_F(Campaign, MergesTheCorpus) {
  declare("clean");
  EXPECT_EQ(run().code, 0);
  EXPECT_THAT(names("corpus/clean"), AllOf(testing::SizeIs(1), Not(Contains("idle"))));
}

TEST_F(Campaign, KeepsTheCorpusOfATargetThatDies) {
  declare("claims");
  EXPECT_EQ(run().code, 1);
  EXPECT_THAT(names("corpus/claims"), Contains("idle"));
}

TEST_F(Campaign, LosesNoInputWhereMergingFails) {
  declare("spoils");
  declare("empties");
  declare("fills");
  declare("lacks");
  const Ran ran = run();
  EXPECT_EQ(ran.code, 0);
  for (const char* target : {"spoils", "empties", "fills", "lacks"})
    EXPECT_THAT(names(std::string("corpus/") + target), AllOf(testing::SizeIs(2), Contains("idle")));
  EXPECT_THAT(ran.out, HasSubstr("spoils: the corpus stays as it was: merging it ended with 1\n"));
  EXPECT_THAT(ran.out, HasSubstr("empties: the corpus stays as it was: merging it left nothing\n"));
  EXPECT_THAT(ran.out, ContainsRegex("\nfills: the corpus stays as it was: .*/[0-9a-f]+: is not what "));
  EXPECT_THAT(
      ran.out,
      HasSubstr("lacks: the corpus stays as it was: merging it chose 2 and left 1; is the disk full?\n"));
  EXPECT_EQ(std::distance(fs::directory_iterator(build() / "corpus"), {}), 4);
}

TEST_F(Campaign, StopsItsTargetsWhenInterruptedAndKeepsTheCorpus) {
  declare("waits");
  declare("clean");
  const std::string pid = quoted((build() / "corpus/waits/pid").string());
  const Ran ran = tests::run_shell(command("--jobs 1") + " & until [ -s " + pid +
                                   " ]; do sleep 0.02; done; kill -INT $!; wait $!");
  EXPECT_EQ(ran.code, 130) << ran.err;
  EXPECT_NE(::kill(std::stoi(content("corpus/waits/pid")), 0), 0);
  EXPECT_THAT(names("corpus/waits"), testing::SizeIs(3));
  EXPECT_THAT(ran.out, HasSubstr("\nInterrupted: the corpora are kept, and not merged.\n"));
  EXPECT_THAT(ran.out, ContainsRegex("\nclean +0 +0 +0 +0 +0 +0  not run\n"));
  EXPECT_THAT(content("report/junit.xml"), HasSubstr("<skipped type=\"not-run\""));
  expect_valid_junit();
}

TEST_F(Campaign, KeepsWhatWasFoundWhenInterrupted) {
  for (const auto& [target, pid] : {std::pair{"waits-behind-it", "corpus/waits-behind-it/pid"},
                                    {"waits-alone", "campaign/waits-alone/pid"}}) {
    declare(target);
    const std::string file = quoted((build() / pid).string());
    const Ran ran = tests::run_shell(command(target) + " & until [ -s " + file +
                                     " ]; do sleep 0.02; done; kill -INT $!; wait $!");
    EXPECT_EQ(ran.code, 130) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr(std::string("\n") + target + ": it is interrupted\n"));
    const std::string at = std::string("findings/") + target + "/it-is-interrupted";
    EXPECT_THAT(content(at), HasSubstr("BAD $"));
    EXPECT_THAT(content(at + ".txt"),
                AllOf(HasSubstr("\nInterrupted before this input was run alone and made small.\n"),
                      Not(HasSubstr("did not come again"))));
  }
}

TEST_F(Campaign, EndsWhenNobodyReadsWhatItSays) {
  declare("waits");
  const Ran ran = tests::run_shell("{ " + command() + "; echo $? >&2; } | head -n 1");
  EXPECT_EQ(ran.err, "130\n");
  EXPECT_THAT(content("report/junit.xml"), HasSubstr("<testcase name=\"waits\""));
  const std::string pid = content("corpus/waits/pid");  // if it got so far
  EXPECT_TRUE(pid.empty() || ::kill(std::stoi(pid), 0) != 0);
}

TEST_F(Campaign, RefusesAFolderThatLibFuzzerDoesNotQuote) {
  for (const char* folder : {"a b", "a;b", "$a"}) {
    const Ran ran = tests::run_program(tests::in_build("fuzz/campaign/campaign"), {"--build", folder});
    EXPECT_EQ(ran.code, 2) << folder;
    EXPECT_THAT(ran.err, HasSubstr(folder));
  }
}

TEST_F(Campaign, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(run().code, 3);
  declare("clean");
  declare("claims");
  const Ran unknown = run("claim");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_EQ(unknown.err, "fuzz: no fuzz target 'claim'; there are: clean claims\n");
  for (const char* wrong :
       {"--time 0", "--time 5d", "--time s", "--time -1", "--jobs 0", "--seed x", "--what"})
    EXPECT_EQ(run(wrong).code, 2) << wrong;
}

TEST_F(Campaign, RunsTheTargetsThatAreNamed) {
  declare("clean");
  declare("claims");
  const Ran ran = run("clean");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, Not(HasSubstr("claims")));
}

TEST_F(Campaign, RunsAloneInABuild) {
  declare("clean");
  const Ran ran = tests::run_shell("flock " + quoted((build() / "campaign.lock").string()) + " " + command());
  EXPECT_EQ(ran.code, 6);
  EXPECT_THAT(ran.err, HasSubstr("another campaign runs in"));
}

}  // namespace
}  // namespace smtpspec::campaign
