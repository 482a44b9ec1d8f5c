#include "tests/cli/smtpspec.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace smtpspec::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kRun = in_source("tests/reports/golden/ordinary.json");

std::string content(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

struct Format {
  const char* name;
  const char* begins;
};
class Report : public testing::TestWithParam<Format> {};

TEST_P(Report, IsPrintedOrWritten) {
  const TemporaryFolder folder;
  const Ran printed = smtpspec({"report", GetParam().name, kRun});
  EXPECT_EQ(printed.code, 0);
  EXPECT_THAT(printed.out, StartsWith(GetParam().begins));
  const std::string file = folder.path() / "report";
  const Ran written = smtpspec({"report", GetParam().name, kRun, "-o", file});
  EXPECT_EQ(written.code, 0);
  EXPECT_THAT(written.out, IsEmpty());
  EXPECT_EQ(content(file), printed.out);
}

INSTANTIATE_TEST_SUITE_P(Cli, Report,
                         testing::Values(Format{"junit", "<?xml"}, Format{"html", "<!DOCTYPE html>"},
                                         Format{"markdown", "## smtpspec"}, Format{"console", "smtpspec 0"},
                                         Format{"tap", "TAP version 14\n"}, Format{"github", "::error "},
                                         Format{"merge", "{\n  \"schema\": \"smtpspec-run/1\""},
                                         Format{"matrix", "<!DOCTYPE html>"}),
                         [](const testing::TestParamInfo<Format>& format) { return format.param.name; });

TEST(Reports, OfABadFileIsThree) {
  const TemporaryFolder folder;
  const std::string file = folder.write("bad.json", "{\"schema\": \"smtpspec-run/1\", \"cases\": 7}");
  const Ran bad = smtpspec({"report", "junit", kRun, file});
  EXPECT_EQ(bad.code, 3);
  EXPECT_EQ(bad.err, "smtpspec: " + file + ": cases: expected an array, found 7\n");
  EXPECT_EQ(smtpspec({"report", "html", "/nowhere.json"}).code, 3);
}

TEST(Reports, ThatCannotBeWrittenIsFive) {
  const Ran ran = smtpspec({"report", "junit", kRun, "-o", "/nowhere/junit.xml"});
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, StartsWith("smtpspec: /nowhere/junit.xml: cannot write: No such file or directory\n"));
}

TEST(Reports, DiffIsOneOnANewFindingAndSevenOfARunThatIsNotValid) {
  const TemporaryFolder folder;
  const auto run = [&](const char* name, const std::string& members) {
    return folder.write(name, R"({"schema": "smtpspec-run/1", "cases": [{"id": "rset", )" + members + "}]}");
  };
  const std::string pass = run("pass.json", R"("verdict": "pass")"),
                    fail = run("fail.json", R"("verdict": "fail")"),
                    crash = run("crash.json", R"("verdict": "fail", "crash": "SIGSEGV")"),
                    error = run("error.json", R"("verdict": "error")");
  const auto diff = [](const std::string& before, const std::string& after) {
    return smtpspec({"report", "diff", before, after}).code;
  };
  EXPECT_EQ(diff(pass, pass), 0);
  EXPECT_EQ(diff(pass, fail), 1);
  EXPECT_EQ(diff(fail, pass), 0);
  EXPECT_EQ(diff(fail, crash), 1);
  EXPECT_EQ(diff(crash, fail), 0);
  EXPECT_EQ(diff(pass, error), 7);
  EXPECT_EQ(smtpspec({"report", "diff", pass}).code, 2);
}

TEST(BaselineCommand, SettlesARunThatItWasMadeFrom) {
  const TemporaryFolder folder;
  const std::string run = folder.write("run.json", R"({"schema": "smtpspec-run/1", "cases": [
    {"id": "rset", "verdict": "fail", "message": "answered 250"}, {"id": "noop", "verdict": "pass"}]})");
  const std::string file = folder.path() / "ci.expect";
  EXPECT_EQ(smtpspec({"baseline", "check", run, "--baseline", file}).code, 3) << "there is none yet";
  const Ran made = smtpspec({"baseline", "update", run, "--baseline", file});
  EXPECT_EQ(made.code, 0);
  EXPECT_EQ(made.out, file + ": brought up to date\n");
  EXPECT_EQ(smtpspec({"baseline", "check", run, "--baseline", file}).code, 0);
  EXPECT_EQ(smtpspec({"baseline", "update", run, "--baseline", file}).out, file + ": nothing to change\n");
  const Ran stale = smtpspec(
      {"baseline", "check", run, "--baseline", folder.write("old.expect", "rset fail\ngone fail\n")});
  EXPECT_EQ(stale.code, 1);
  EXPECT_THAT(stale.out, HasSubstr("old.expect:2: gone matches no case"));
}

struct Checked {
  const char* run;
  int code;
};
class BaselineCheck : public testing::TestWithParam<Checked> {};

TEST_P(BaselineCheck, EndsAsTheRunWouldHave) {
  const TemporaryFolder folder;
  const std::string run =
      folder.write("run.json", std::string(R"({"schema": "smtpspec-run/1", )") + GetParam().run + "}");
  const Ran ran =
      smtpspec({"baseline", "check", run, "--baseline", folder.write("ci.expect", "rset fail\n")});
  EXPECT_EQ(ran.code, GetParam().code) << ran.out;
}

INSTANTIATE_TEST_SUITE_P(
    Cli, BaselineCheck,
    testing::Values(
        Checked{R"("cases": [{"id": "rset", "verdict": "fail"}])", 0},
        Checked{R"("cases": [{"id": "rset", "verdict": "fail"}, {"id": "x", "verdict": "error"}])", 7},
        Checked{R"("cases": [{"id": "rset", "verdict": "skip"}], "partial": true)", 1},
        Checked{R"("cases": [{"id": "noop", "verdict": "skip"}], "partial": true)", 6},
        Checked{R"("cases": [], "complete": false)", 6},
        Checked{R"("cases": [], "complete": false, "lost": "it died")", 4}));

TEST(Reports, OfTheShardsOfALaunchedServerCanBeMerged) {
  const TemporaryFolder folder;
  const std::string launch = "exec " + quoted(smtpspec_program()) + " serve --port {port}";
  std::vector<std::string> merge = {"report", "merge"};
  for (const char* const shard : {"1/2", "2/2"}) {
    merge.push_back(folder.path() / (std::string(1, shard[0]) + ".json"));
    const Ran ran = smtpspec({"run", "--launch", launch, "--recipient", "alice@example.test", "--shard",
                              shard, "--json", merge.back(), "rfc5321/4.1.1.5-rset"});
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }
  const Ran merged = smtpspec(merge);
  EXPECT_EQ(merged.code, 0) << merged.err;
  EXPECT_THAT(merged.out, HasSubstr("\"address\": \"launched: exec "));
}

TEST(Reports, OfATargetThatIsNotThereSaySo) {
  const TemporaryFolder folder;
  const std::string json = folder.path() / "run.json", junit = folder.path() / "junit.xml";
  const Ran ran =
      smtpspec({"run", "--target", "127.0.0.1:1", "--json", json, "--junit", junit, "rset-forgets-sender"});
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(content(json), HasSubstr("\"as_expected\": false"));
  EXPECT_THAT(content(junit), HasSubstr("name=\"target-lost\""));
  EXPECT_THAT(smtpspec({"report", "tap", json}).out, HasSubstr("not ok 1 - target-lost"));
}

TEST(BaselineCommand, RefusesAFileThatIsWrong) {
  const TemporaryFolder folder;
  const Ran ran =
      smtpspec({"baseline", "check", kRun, "--baseline", folder.write("ci.expect", "rset flail\n")});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(
      ran.err,
      HasSubstr("ci.expect:1:6: expected a verdict (pass, note, warn, skip, risk or fail), found 'flail'\n"
                " 1 | rset flail\n   |      ^\n"));
}

}  // namespace
}  // namespace smtpspec::tests
