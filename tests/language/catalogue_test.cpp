#include "harness/language/catalogue.hpp"

#include "harness/language/coverage.hpp"
#include "tests/language/support.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace smtpspec::language {
namespace {

using testing::HasSubstr;

const std::string kHeader =
    "id\trfc\tsection\tlevel\tside\textension\tvisibility\ttext\tstatement\tlatitude\tuncovered\n";
const std::string kRow =
    "RFC1-2.3-a\tRFC1\t2.3\tMUST NOT\tserver\tSIZE\tsink: a mailbox\tmemory\tIt is so\tor not\tno time\n";

std::string wrong(const std::string& text) {
  const tests::TemporaryFolder folder;
  folder.write("a.tsv", text);
  const auto catalogue = load_catalogue(folder.path().string());
  return catalogue ? "nothing" : rendered(catalogue.error());
}

TEST(Catalogue, ReadsRows) {
  const tests::TemporaryFolder folder;
  folder.write("a.tsv", kHeader + kRow);
  const auto catalogue = load_catalogue(folder.path().string());
  ASSERT_TRUE(catalogue) << rendered(catalogue.error());
  const Requirement& row = catalogue->at("RFC1-2.3-a");
  EXPECT_EQ(row.level, Level::must_not);
  EXPECT_EQ(row.extension, "SIZE");
  EXPECT_EQ(row.text, "memory");
  EXPECT_EQ(row.latitude, "or not");
  EXPECT_EQ(row.uncovered, "no time");
}

TEST(Catalogue, KnowsWhichWordsCanConvict) {
  for (const char* text : {"read", "plain", "none"}) {
    EXPECT_TRUE(words_can_convict({.level = Level::must, .text = text})) << text;
  }
  for (const char* text : {"lower-case", "replaced", "memory"}) {
    EXPECT_FALSE(words_can_convict({.level = Level::must, .text = text})) << text;
  }
}

TEST(Catalogue, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(wrong("id\trfc\n"), HasSubstr("a.tsv:1:1: not the columns of a catalogue"));
  EXPECT_THAT(wrong(kHeader + "RFC1-1-a\tRFC1\n"), HasSubstr("a.tsv:2:1: a row of 2 columns, not 11"));
  EXPECT_THAT(wrong(kHeader + kRow + kRow), HasSubstr("a.tsv:3:1: a second row 'RFC1-2.3-a'"));
  EXPECT_THAT(wrong(kHeader + "X-1-a\tRFC1\t1\tMSUT\tservr\tcore\twore\tread it\tS\t\t\n"),
              testing::AllOf(HasSubstr("'MSUT' is not a level"), HasSubstr("did you mean 'MUST'?"),
                             HasSubstr("'servr' is not a side"), HasSubstr("'wore' is not a visibility"),
                             HasSubstr("'read it' is not a reading of the text"),
                             HasSubstr("the id does not begin with RFC and section")));
  EXPECT_THAT(wrong(""), HasSubstr("not the columns"));
}

TEST(Catalogue, NeedsAFolderWithTables) {
  const tests::TemporaryFolder folder;
  const auto empty = load_catalogue(folder.path().string());
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().front().what, "no *.tsv in this folder");
  EXPECT_FALSE(load_catalogue("/nowhere/at/all"));
}

TEST(Catalogue, OfTheProjectHoldsEveryRowOnce) {
  const auto catalogue = load_catalogue(tests::in_source("scenarios/requirements"));
  ASSERT_TRUE(catalogue) << rendered(catalogue.error());
  EXPECT_GE(catalogue->size(), 1016U);
  for (const auto& [id, row] : *catalogue) {
    EXPECT_FALSE(row.statement.empty()) << id;
    EXPECT_EQ(row.statement.find('['), row.statement.find("[=value]") == std::string::npos
                                           ? row.statement.find("[:seconds]")
                                           : row.statement.find('['))
        << id << ": the mark belongs into the text column";
  }
}

TEST(Coverage, TellsCoveredFromExcusedStaleAndOpen) {
  Catalogue catalogue = small_catalogue();
  catalogue["RFC1-may-a"].uncovered = "not yet";
  catalogue["RFC1-should-a"].uncovered = "stale";
  std::vector<Suite> suites;
  suites.push_back(read(scenario("  C: NOOP\n  S? 250\n   | warn 5yz \"x\" cites RFC1-should-a\n")));
  const Coverage coverage = measure(suites, catalogue);
  EXPECT_EQ(state_of(catalogue["RFC1-must-a"], coverage), CoverageState::covered);
  EXPECT_EQ(state_of(catalogue["RFC1-should-a"], coverage), CoverageState::stale);
  EXPECT_EQ(state_of(catalogue["RFC1-may-a"], coverage), CoverageState::excused);
  EXPECT_EQ(state_of(catalogue["RFC1-not-a"], coverage), CoverageState::open);
}

TEST(Coverage, OwesWhatTheWireShowsOfAServer) {
  Requirement row = small_catalogue().at("RFC1-must-a");
  EXPECT_TRUE(must_be_covered(row));
  row.side = "client";
  EXPECT_FALSE(must_be_covered(row));
  row.side = "server";
  row.visibility = "sink: mailbox";
  EXPECT_FALSE(must_be_covered(row));
}

TEST(Coverage, OrdersAsAReaderDoes) {
  Catalogue catalogue;
  for (const char* id : {"RFC5321-4.1.1.10-a", "RFC5321-4.1.1.2-b", "RFC5321-4.1.1.2-a", "RFC821-1-a"})
    catalogue[id].id = id;
  std::vector<std::string> order;
  for (const Requirement* row : in_order(catalogue)) order.push_back(row->id);
  EXPECT_THAT(order, testing::ElementsAre("RFC821-1-a", "RFC5321-4.1.1.2-a", "RFC5321-4.1.1.2-b",
                                          "RFC5321-4.1.1.10-a"));
}

}  // namespace
}  // namespace smtpspec::language
