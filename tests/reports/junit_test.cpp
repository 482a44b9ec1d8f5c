#include "reports/junit.hpp"

#include "reference/reply/visible.hpp"
#include "reports/files.hpp"
#include "tests/golden.hpp"
#include "tests/reports/sample.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <cstdlib>
#include <filesystem>
#include <set>

namespace smtpspec::reports {
namespace {

using ::testing::HasSubstr;

/// The schemas a report must be valid against: ours, and the Jenkins one where somebody has it.
std::vector<std::string> schemas() {
  std::vector<std::string> found = {tests::in_source("reports/junit.xsd")};
  const char* jenkins = std::getenv("SMTPSPEC_JUNIT10_XSD");
  if (jenkins != nullptr) found.emplace_back(jenkins);
  return found;
}

void expect_valid(const std::string& xml) {
  if (std::system("command -v xmllint >/dev/null") != 0)
    GTEST_SKIP() << "xmllint is not installed (libxml2-utils)";
  const tests::TemporaryFolder folder;
  const std::string file = folder.path() / "junit.xml";
  ASSERT_TRUE(write_file(file, xml));
  for (const std::string& schema : schemas()) {
    EXPECT_EQ(
        std::system(
            fmt::format("xmllint --huge --noout --schema '{}' '{}' 2>'{}.log'", schema, file, file).c_str()),
        0)
        << read_file(file + ".log").value_or("");
  }
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(xml.c_str()));
  return document;
}

pugi::xml_node case_named(const pugi::xml_document& document, const char* name) {
  return document.select_node(fmt::format("//testcase[@name='{}']", name).c_str()).node();
}

TEST(JUnit, ShowsAnOrdinaryRun) {
  tests::expect_golden("tests/reports/golden/ordinary.junit.xml", junit(tests::ordinary_run()));
}

TEST(JUnit, ShowsATorturedRun) {
  tests::expect_golden("tests/reports/golden/torture.junit.xml", junit(tests::small_torture_run()));
}

TEST(JUnit, IsValidForAnOrdinaryRun) { expect_valid(junit(tests::ordinary_run())); }

TEST(JUnit, IsValidWhateverTheRunHolds) { expect_valid(junit(tests::torture_run())); }

TEST(JUnit, IsValidForAnEmptyRun) { expect_valid(junit(reports::Run{})); }

TEST(JUnit, IsValidForEachOctetInEachPlace) {
  reports::Run run;
  for (const char octet : tests::all_octets()) {
    const std::string text(3, octet);
    CaseResult c;
    c.id = c.group = c.suite_title = c.message = c.crash = c.rerun = c.title = text;
    c.verdict = Verdict::fail;
    c.rules = {{.id = text, .level = text, .statement = text}};
    c.findings = {{.verdict = Verdict::fail,
                   .allowed = text,
                   .observed = text,
                   .file = text,
                   .line = 1,
                   .source = text}};
    c.transcript = {{.kind = Exchange::Kind::received, .octets = text, .text = text, .oracle = text}};
    run.target.banner += text;
    run.cases.push_back(std::move(c));
  }
  expect_valid(junit(run));
}

TEST(JUnit, LosesNoOctetOfADialogue) {
  reports::Run run;
  run.cases = {{.id = "x", .verdict = Verdict::fail}};
  run.cases[0].transcript = {{.kind = Exchange::Kind::received, .octets = tests::all_octets()}};
  const auto document = parsed(junit(run));
  const std::string output = case_named(document, "x").child("system-out").text().get();
  const std::string visible = reply::visible(tests::all_octets());
  const std::size_t line_end = visible.find("\\n") + 2;
  EXPECT_THAT(output, HasSubstr(visible.substr(0, line_end) + "\n"));
  EXPECT_THAT(output, HasSubstr(visible.substr(line_end) + "\n"));
}

TEST(JUnit, TellsVerdictsApart) {
  const auto document = parsed(junit(tests::ordinary_run()));
  const auto said = [&](const char* name) {
    const auto child = case_named(document, name).first_child();
    return fmt::format("{} {}", child.name(), child.attribute("type").value());
  };
  EXPECT_EQ(said("rset-forgets-sender"), "failure MUST");
  EXPECT_EQ(said("lf-dot-lf-does-not-end-the-content/at-once"), "failure RISK");
  EXPECT_EQ(said("bdat-size-wraps"), "failure CRASH");
  EXPECT_EQ(said("help-with-argument"), "system-out ");
  EXPECT_EQ(said("size-over-the-limit"), "skipped unsupported");
  EXPECT_EQ(said("content-with-nul"), "skipped blocked");
  EXPECT_EQ(said("reply-form"), "error harness");
  const auto all = document.child("testsuites");
  EXPECT_EQ(all.attribute("tests").as_int(), 10);
  EXPECT_EQ(all.attribute("failures").as_int(), 3);
  EXPECT_EQ(all.attribute("errors").as_int(), 1);
}

TEST(JUnit, CountsWarningsOnlyWhereStrict) {
  reports::Run run = tests::ordinary_run();
  run.strict = true;
  EXPECT_STREQ(
      case_named(parsed(junit(run)), "help-with-argument").child("failure").attribute("type").value(),
      "SHOULD");
}

TEST(JUnit, TakesRisksOnlyForSecurity) {
  reports::Run run = tests::ordinary_run();
  run.security = false;
  EXPECT_FALSE(case_named(parsed(junit(run)), "lf-dot-lf-does-not-end-the-content/at-once").child("failure"));
}

TEST(JUnit, SaysWhatTheBaselineKnows) {
  reports::Run run = tests::ordinary_run();
  run.baseline = "ci/example.expect";
  run.cases[0].listed = true;
  run.cases[1].listed = true;
  run.cases[1].expected = false;
  run.cases[1].baseline_reason = "passes, but ci/example.expect:14 lists it as fail";
  run.stale = {{.file = "ci/example.expect", .line = 20, .pattern = "gone-*"}};
  const auto document = parsed(junit(run));
  EXPECT_STREQ(case_named(document, "rset-forgets-sender").child("skipped").attribute("type").value(),
               "xfail");
  const auto passes = case_named(document, "rset-in-idle-session").child("failure");
  EXPECT_STREQ(passes.attribute("type").value(), "XPASS");
  EXPECT_STREQ(passes.attribute("message").value(), "passes, but ci/example.expect:14 lists it as fail");
  EXPECT_STREQ(case_named(document, "gone-*").child("failure").attribute("type").value(), "STALE");
}

TEST(JUnit, NamesEveryCaseOnce) {
  std::set<std::pair<std::string, std::string>> names;
  const auto document = parsed(junit(tests::torture_run()));
  for (const auto& found : document.select_nodes("//testcase")) {
    const std::string name = found.node().attribute("name").value();
    EXPECT_NE(name, "");
    EXPECT_TRUE(names.emplace(found.node().attribute("classname").value(), name).second) << name;
  }
}

TEST(JUnit, KeepsToTheLimitsOfItsReaders) {
  const auto document = parsed(junit(tests::torture_run()));
  for (const auto& found : document.select_nodes("//system-out")) {
    EXPECT_LE(std::string_view(found.node().text().get()).size(), 100'000U);
  }
  for (const auto& found : document.select_nodes("//@message")) {
    const std::string_view message = found.attribute().value();
    EXPECT_LE(message.size(), 300U);
    EXPECT_EQ(message.find('\n'), std::string_view::npos);
  }
}

TEST(JUnit, NamesAClassForEachSection) {
  const auto document = parsed(junit(tests::ordinary_run()));
  EXPECT_STREQ(case_named(document, "rset-forgets-sender").attribute("classname").value(),
               "smtpspec.rfc5321.s4_1_1_5");
  EXPECT_STREQ(case_named(document, "reply-form").attribute("classname").value(), "smtpspec.always.replies");
  EXPECT_STREQ(case_named(document, "reply-form").parent().attribute("timestamp").value(),
               "2026-11-24T11:00:00");
}

TEST(JUnit, PointsAtTheScenario) {
  const auto document = parsed(junit(tests::ordinary_run()));
  EXPECT_THAT(case_named(document, "rset-forgets-sender").child("failure").text().get(),
              HasSubstr("\n  --> scenarios/rfc5321/4.1.1.5-rset.smtp:12:3\n"));
}

}  // namespace
}  // namespace smtpspec::reports
