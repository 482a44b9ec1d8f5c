#include "harness/language/load.hpp"

#include "harness/language/suggest.hpp"
#include "tests/language/support.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace smtpspec::language {
namespace {

using testing::HasSubstr;

std::string suite_of(const std::string& id) {
  return "suite \"S\"\nscenario " + id + "\n  title T\n  checks RFC1-must-a\n  C: NOOP\n  S? 250\n";
}

TEST(Load, ReadsAFolderInOrderOfTheGroups) {
  const tests::TemporaryFolder folder;
  folder.write("scenarios/b/two.smtp", suite_of("two"));
  folder.write("scenarios/a/one.smtp", suite_of("one"));
  folder.write("scenarios/a/notes.txt", "not a scenario");
  const auto suites = load_suites((folder.path() / "scenarios").string());
  ASSERT_TRUE(suites) << rendered(suites.error());
  ASSERT_EQ(suites->size(), 2U);
  EXPECT_EQ(suites->at(0).group, "a/one");
  EXPECT_EQ(suites->at(1).group, "b/two");
}

TEST(Load, NamesGroupsBelowTheFolderThatWasGiven) {
  const tests::TemporaryFolder folder;
  folder.write("mine/deep/one.smtp", suite_of("one"));
  const auto suites = load_suites((folder.path() / "mine").string());
  ASSERT_TRUE(suites);
  EXPECT_EQ(suites->front().group, "deep/one");
}

TEST(Load, ReadsOneFile) {
  const tests::TemporaryFolder folder;
  const auto suites = load_suites(folder.write("one.smtp", suite_of("one")));
  ASSERT_TRUE(suites);
  EXPECT_EQ(suites->front().group, "one");
}

TEST(Load, RefusesASecondScenarioOfTheSameId) {
  const tests::TemporaryFolder folder;
  folder.write("a.smtp", suite_of("same"));
  folder.write("b.smtp", suite_of("same"));
  const auto suites = load_suites(folder.path().string());
  ASSERT_FALSE(suites);
  EXPECT_THAT(rendered(suites.error()),
              testing::AllOf(HasSubstr("b.smtp:2:1: a second scenario 'same'"), HasSubstr("a.smtp:2")));
}

TEST(Load, ReportsTheMistakesOfAllFiles) {
  const tests::TemporaryFolder folder;
  folder.write("a.smtp", "suite \"S\"\nscenario a b\n");
  folder.write("b.smtp", "siute\n");
  const auto suites = load_suites(folder.path().string());
  ASSERT_FALSE(suites);
  EXPECT_GE(suites.error().size(), 2U);
}

TEST(Load, SaysWhyAFileCannotBeRead) {
  EXPECT_EQ(load_suites("/nowhere/x.smtp").error().front().what, "cannot be read: No such file or directory");
  EXPECT_EQ(read_file("/").error().what, "a folder, not a file");
}

TEST(Suggest, NamesTheNearestWordOnlyIfItIsNear) {
  static constexpr std::array<std::string_view, 3> kWords = {"given", "needs", "title"};
  EXPECT_EQ(suggest("gvien", kWords), "did you mean 'given'?");
  EXPECT_EQ(suggest("nead", kWords), "did you mean 'needs'?");
  EXPECT_EQ(suggest("frobnicate", kWords), "");
  EXPECT_EQ(suggest("", kWords), "");
  EXPECT_EQ(suggest(std::string(10000, 'x'), kWords), "");
  EXPECT_EQ(one_of(kWords), "given, needs or title");
}

}  // namespace
}  // namespace smtpspec::language
