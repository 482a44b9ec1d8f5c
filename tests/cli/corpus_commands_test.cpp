#include "tests/cli/smtpspec.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace smtpspec::tests {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

constexpr const char* kSound = R"(suite "S"

scenario a-sound-one
  title   T
  checks  RFC5321-4.1.1.9-a
  C: NOOP
  S? 250
)";

TEST(Lint, OfTheBundledScenariosFindsNothing) {
  const Ran ran = smtpspec({"lint"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("nothing to put right"));
}

TEST(Lint, IsThreeForAWrongFileAndForAMissingOne) {
  const TemporaryFolder folder;
  const Ran wrong = smtpspec({"lint", folder.write("wrong.smtp", "suite \"S\"\nscenario a\n  titel T\n")});
  EXPECT_EQ(wrong.code, 3);
  EXPECT_THAT(
      wrong.err,
      HasSubstr(
          "wrong.smtp:3:3: unknown word 'titel'\n 3 |   titel T\n   |   ^~~~~\n   = did you mean 'title'?"));
  const Ran missing = smtpspec({"lint", "/nowhere.smtp"});
  EXPECT_EQ(missing.code, 3);
  EXPECT_EQ(missing.err, "/nowhere.smtp: cannot be read: No such file or directory\n1 to put right\n");
}

TEST(Lint, AppliesTheRules) {
  const TemporaryFolder folder;
  const Ran ran = smtpspec(
      {"lint",
       folder.write("a.smtp",
                    "suite \"S\"\nscenario a\n  title T\n  checks RFC5321-4.1.1.9\n  C: NOOP\n  S: 250\n")});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("the catalogue has no requirement"));
  EXPECT_THAT(ran.err, HasSubstr("nothing is asked"));
  EXPECT_THAT(ran.err, HasSubstr("2 to put right"));
}

TEST(Fmt, RewritesAndChecks) {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "a.smtp", "suite \"S\"\nscenario a-sound-one\ntitle T\nchecks RFC5321-4.1.1.9-a\nC: NOOP\nS?  250\n");
  const Ran checked = smtpspec({"fmt", "--check", file});
  EXPECT_EQ(checked.code, 1);
  EXPECT_EQ(checked.out, file + "\n");
  EXPECT_EQ(smtpspec({"fmt", file}).code, 0);
  EXPECT_EQ(run_shell("cat " + quoted(file)).out, kSound);
  EXPECT_EQ(smtpspec({"fmt", "--check", file}).code, 0);
}

TEST(Fmt, LeavesAWrongFileAlone) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.smtp", "suite\n");
  EXPECT_EQ(smtpspec({"fmt", file}).code, 3);
  EXPECT_EQ(run_shell("cat " + quoted(file)).out, "suite\n");
}

TEST(New, PrintsASkeletonThatLintsClean) {
  for (const char* requirement : {"RFC5321-4.1.1.5-a", "RFC3030-2-d", "SEC-SMUGGLE-a", "RFC2034-4-a"}) {
    const Ran skeleton = smtpspec({"new", "--requirement", requirement});
    ASSERT_EQ(skeleton.code, 0);
    const TemporaryFolder folder;
    const std::string file = folder.write("new.smtp", skeleton.out);
    const Ran lint = smtpspec({"lint", file});
    EXPECT_EQ(lint.code, 0) << lint.err;
    EXPECT_EQ(smtpspec({"fmt", "--check", file}).code, 0) << skeleton.out;
  }
}

TEST(List, NamesCasesAsTextAndAsJson) {
  const TemporaryFolder folder;
  folder.write("mine.smtp", kSound);
  const std::vector<std::string> mine = {"--scenarios", folder.path().string()};
  const Ran text = smtpspec({"list", mine[0], mine[1]});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("a-sound-one"));
  EXPECT_THAT(text.out, HasSubstr("1 case\n"));
  const Ran as_json = smtpspec({"list", mine[0], mine[1], "--json"});
  const json::value value = json::parse(as_json.out);
  ASSERT_EQ(value.as_array().size(), 1U);
  EXPECT_EQ(value.at(0).at("id").as_string(), "a-sound-one");
  EXPECT_EQ(value.at(0).at("level").as_string(), "MUST");
}

TEST(List, SelectsAndSaysWhenNothingIsSelected) {
  EXPECT_THAT(smtpspec({"list", "RFC5321-4.1.1.5-a"}).out, HasSubstr("rset-forgets-sender"));
  const Ran nothing = smtpspec({"list", "rset-forgets-sendre"});
  EXPECT_EQ(nothing.code, 6);
  EXPECT_THAT(nothing.err, HasSubstr("did you mean 'rset-forgets-sender'?"));
  const Ran contradictory = smtpspec({"list", "rset-forgets-sender", "--level", "MAY"});
  EXPECT_EQ(contradictory.code, 6);
  EXPECT_THAT(contradictory.err, HasSubstr("no scenario meets all that was asked for"));
}

TEST(List, TellsRequirements) {
  const Ran ran = smtpspec({"list", "--requirements", "RFC5321-4.5.2"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("RFC5321-4.5.2-c"));
  EXPECT_THAT(ran.out, testing::Not(HasSubstr("RFC5321-4.5.3")));
  EXPECT_GT(json::parse(smtpspec({"list", "--requirements", "--json"}).out).as_array().size(), 1000U);
  EXPECT_THAT(smtpspec({"list", "--requirements", "RFC5321-4.5.2", "--level", "SHOULD"}).out,
              testing::Not(HasSubstr("MUST")));
  EXPECT_EQ(smtpspec({"list", "--requirements", "RFC9999"}).code, 6);
  EXPECT_EQ(smtpspec({"list", "--requirements", "--tag", "slow"}).code, 2);
}

TEST(Explain, TellsTheRuleBehindAScenario) {
  const Ran ran = smtpspec({"explain", "rset-forgets-sender"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("RFC5321-4.1.1.5-a  MUST"));
  EXPECT_THAT(ran.out, HasSubstr("  scenario rset-forgets-sender\n"));
}

TEST(Explain, TellsWhoChecksARequirementAndWhatItDecides) {
  const Ran ran = smtpspec({"explain", "RFC5321-4.1.1.5-a"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("rset-forgets-sender"));
  EXPECT_THAT(ran.out, HasSubstr("decisions of the reference receiver"));
}

TEST(Explain, TellsWhatADeviationMeans) {
  const Ran ran = smtpspec({"explain", "rset-clears=nothing"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("fail  rset-clears=nothing"));
}

TEST(Explain, TellsWhatAFaultMeans) {
  EXPECT_THAT(smtpspec({"explain", "fault:end-of-data:doubles-reply"}).out,
              HasSubstr("the reply is sent twice"));
  EXPECT_THAT(smtpspec({"explain", "fault:end-of-data:doubls-reply"}).err,
              HasSubstr("did you mean 'fault:end-of-data:doubles-reply'?"));
}

TEST(Explain, TellsWhatIsSeenInEveryDialogue) {
  const Ran one = smtpspec({"explain", "every-dialogue/reply-form"});
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_THAT(one.out, HasSubstr("RFC5321-4.2-b  MUST"));
  EXPECT_THAT(one.out, testing::Not(HasSubstr("every-dialogue/reply-text")));
  EXPECT_THAT(smtpspec({"explain", "every-dialogue"}).out, HasSubstr("every-dialogue/reply-text"));
  EXPECT_THAT(smtpspec({"explain", "every-dialogue/reply-frm"}).err,
              HasSubstr("did you mean 'every-dialogue/reply-form'?"));
  EXPECT_THAT(smtpspec({"explain", "RFC5321-4.2-b"}).out, HasSubstr("every-dialogue/reply-form"));
  const Ran listed = smtpspec({"list", "every-dialogue/reply-form"});
  EXPECT_EQ(listed.code, 6);
  EXPECT_THAT(listed.err, HasSubstr("smtpspec explain every-dialogue"));
}

TEST(Coverage, OwesNothing) {
  const Ran ran = smtpspec({"coverage", "--check"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("RFC5321"));
}

TEST(Coverage, FailsOnAMustThatNobodyCovers) {
  const TemporaryFolder folder;
  folder.write("mine.smtp", kSound);
  const Ran ran = smtpspec({"coverage", "--check", "--scenarios", folder.path().string()});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("has neither a scenario nor a reason"));
}

TEST(Scenarios, AreFoundThroughTheEnvironment) {
  const Ran ran = run_shell("SMTPSPEC_SCENARIOS=/nowhere " + quoted(smtpspec_program()) + " list");
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("/nowhere: SMTPSPEC_SCENARIOS does not name a folder"));
  const TemporaryFolder folder;
  folder.write("mine.smtp", kSound);
  run_shell("cp -r " + quoted(in_source("scenarios/requirements")) + " " + quoted(folder.path().string()));
  const Ran mine = run_shell("SMTPSPEC_SCENARIOS=" + quoted(folder.path().string()) + " " +
                             quoted(smtpspec_program()) + " list | tail -n 1");
  EXPECT_EQ(mine.out, "1 case\n");
}

TEST(Scenarios, OfAFolderWithoutAnyAreMissed) {
  const TemporaryFolder folder;
  for (const char* const command : {"lint", "fmt"}) {
    const Ran ran = smtpspec({command, folder.path().string()});
    EXPECT_EQ(ran.code, 3);
    EXPECT_THAT(ran.err, HasSubstr("no scenario file (*.smtp) is in it"));
  }
}

TEST(Scenarios, ThatAreNotThereAreNamed) {
  const Ran ran = smtpspec({"list", "--scenarios", "/nowhere"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("/nowhere: there is no such file or folder"));
}

}  // namespace
}  // namespace smtpspec::tests
