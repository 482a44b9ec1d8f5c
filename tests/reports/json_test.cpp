#include "reports/json.hpp"

#include "reports/files.hpp"
#include "tests/golden.hpp"
#include "tests/reports/sample.hpp"
#include "tests/support/places.hpp"

#include <boost/json.hpp>

#include <set>

namespace smtpspec::reports {
namespace {

using ::testing::HasSubstr;

std::string mistake_in(const std::string& text) {
  const auto run = from_json(text);
  return run ? "none" : render(run.error());
}

/// A run in JSON with one member of its only case replaced.
std::string with_member(const std::string& name, const std::string& value) {
  const std::string member = name.empty() ? "" : ", \"" + name + "\": " + value;
  return R"({"schema": "smtpspec-run/1", "cases": [{"id": "x", "verdict": "pass")" + member + "}]}";
}

TEST(Json, WritesAnOrdinaryRun) {
  tests::expect_golden("tests/reports/golden/ordinary.json", to_json(tests::ordinary_run()));
}

TEST(Json, WritesATorturedRun) {
  tests::expect_golden("tests/reports/golden/torture.json", to_json(tests::small_torture_run()));
}

TEST(Json, BringsEverythingBack) {
  for (const reports::Run& run : {tests::ordinary_run(), tests::torture_run(), reports::Run{}}) {
    const std::string once = to_json(run);
    const auto back = from_json(once);
    ASSERT_TRUE(back) << render(back.error());
    EXPECT_EQ(to_json(*back), once);
    ASSERT_EQ(back->cases.size(), run.cases.size());
    EXPECT_EQ(back->target.banner, run.target.banner);
    EXPECT_EQ(back->target.ehlo, run.target.ehlo);
    EXPECT_EQ(back->seed, run.seed);
    for (std::size_t i = 0; i < run.cases.size(); ++i) {
      EXPECT_EQ(back->cases[i].message, run.cases[i].message);
      for (std::size_t n = 0; n < run.cases[i].transcript.size(); ++n) {
        const Exchange& exchange = run.cases[i].transcript[n];
        EXPECT_EQ(back->cases[i].transcript[n].octets, exchange.redacted ? "" : exchange.octets);
      }
    }
  }
}

TEST(Json, WritesNoSecret) { EXPECT_EQ(to_json(tests::ordinary_run()).find("AGEAYg"), std::string::npos); }

TEST(Json, SaysWhereTextIsNoJson) {
  EXPECT_THAT(mistake_in("{\n  \"schema\": }"), HasSubstr("2:13: this is not JSON"));
  EXPECT_THAT(mistake_in(""), HasSubstr("this is not JSON"));
  EXPECT_THAT(mistake_in("{\"schema\""), HasSubstr("this is not JSON: incomplete JSON"));
  EXPECT_THAT(mistake_in("{} x"), HasSubstr("1:4:"));
}

TEST(Json, SaysWhichMemberIsWrongAndWhatWasExpected) {
  EXPECT_EQ(mistake_in(with_member("", "")), "none");
  EXPECT_EQ(mistake_in("[]"), "expected a run (an object), found an array\n");
  EXPECT_EQ(mistake_in("{}"), "schema: expected \"smtpspec-run/1\", found nothing\n");
  EXPECT_EQ(mistake_in(R"({"schema": "smtpspec-run/2"})"),
            "schema: expected \"smtpspec-run/1\", found \"smtpspec-run/2\"\n");
  EXPECT_EQ(mistake_in(R"({"schema": "smtpspec-run/1"})"), "the run: expected a member \"cases\"\n");
  EXPECT_EQ(mistake_in(R"({"schema": "smtpspec-run/1", "cases": [{}]})"),
            "cases[0]: expected a member \"id\"\n");
  EXPECT_EQ(mistake_in(with_member("line", "-1")),
            "cases[0].line: expected a whole number from 0 to 4294967295, found -1\n");
  EXPECT_EQ(mistake_in(with_member("expected", "1")), "cases[0].expected: expected true or false, found 1\n");
  EXPECT_EQ(mistake_in(with_member("tags", "{}")), "cases[0].tags: expected an array, found an object\n");
  EXPECT_EQ(mistake_in(with_member("tags", "[\"a\", 2]")),
            "cases[0].tags[1]: expected a string, or an object with the octets in \"base64\", found 2\n");
  EXPECT_EQ(
      mistake_in(with_member("title", R"({"base64": "a"})")),
      "cases[0].title: expected a string, or an object with the octets in \"base64\", found an object\n");
  EXPECT_EQ(mistake_in(with_member("transcript", R"([{"kind": "said"}])")),
            "cases[0].transcript[0].kind: expected \"sent\", \"received\" or \"event\", found \"said\"\n");
  EXPECT_EQ(mistake_in(with_member("findings", R"([{"verdict": "flail"}])")),
            "cases[0].findings[0].verdict: expected a verdict (pass, note, warn, skip, blocked, risk, fail "
            "or error), "
            "found \"flail\"\n");
}

TEST(Json, IsTotal) {
  const std::string whole = to_json(tests::ordinary_run());
  for (std::size_t length = 0; length < whole.size(); length += 37) {
    EXPECT_NE(mistake_in(whole.substr(0, length)), "none");
  }
  for (std::size_t at = 0; at < whole.size(); at += 11) {
    std::string spoilt = whole;
    spoilt[at] = static_cast<char>(at % 256);
    (void)from_json(spoilt);
  }
  EXPECT_NE(mistake_in(std::string(100'000, '[')), "none");
}

/// Every member name that occurs in `value`, at any depth; those of maps from names to counts are left out.
void collect_names(const boost::json::value& value, std::set<std::string>& names) {
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      names.emplace(member.key());
      if (member.key() != "by_level" && member.key() != "by_section") collect_names(member.value(), names);
    }
  } else if (const auto* array = value.if_array()) {
    for (const auto& element : *array) collect_names(element, names);
  }
}

void collect_properties(const boost::json::value& schema, std::set<std::string>& names) {
  if (const auto* object = schema.if_object()) {
    for (const auto& member : *object) {
      if (member.key() == "properties") {
        for (const auto& property : member.value().as_object()) names.emplace(property.key());
      }
      collect_properties(member.value(), names);
    }
  } else if (const auto* array = schema.if_array()) {
    for (const auto& element : *array) collect_properties(element, names);
  }
}

TEST(Json, HasASchemaThatNamesEveryMember) {
  const auto schema = read_file(tests::in_source("reports/run.schema.json"));
  ASSERT_TRUE(schema) << render(schema.error());
  std::set<std::string> described, written;
  collect_properties(boost::json::parse(*schema), described);
  reports::Run run = tests::ordinary_run();
  run.stale.push_back({});
  collect_names(boost::json::parse(to_json(run)), written);
  EXPECT_EQ(written, described);
}

}  // namespace
}  // namespace smtpspec::reports
