#include "fuzz/adapter/survey.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace smtpspec::fuzz {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Differs on inputs that have a "(", which is what is special in them; a "%" is special, but in order.
Disagreements differ_on_parentheses(std::string_view input) {
  Disagreements out;
  if (input.find('(') == std::string_view::npos) return out;
  out.push_back({.kind = "mailbox: refuses", .traits = {"a comment"}, .views = {"accepted", "refused"}});
  if (input.find('%') != std::string_view::npos) out.back().traits.emplace_back("a percent sign");
  return out;
}

/// Differs on every mailbox; its local-part is a letter or quoted, which is special, its domain a literal,
/// which is special, or has a dot.
Disagreements differ_on_mailboxes(std::string_view input) {
  const std::size_t at = std::min(input.rfind('@'), input.size());
  const std::string_view local_part = input.substr(0, at), domain = input.substr(at);
  const bool quoted = local_part.size() > 1 && local_part.starts_with('"') && local_part.ends_with('"');
  const bool literal = domain.starts_with("@[") && domain.ends_with("]");
  if (!quoted && local_part != "a") return {};
  if (!literal && domain.find('.') == std::string_view::npos) return {};
  Disagreement one{.kind = "mailbox: refuses", .traits = {}, .views = {}};
  if (quoted) one.traits.emplace_back("a quoted local-part");
  if (literal) one.traits.emplace_back("a literal");
  if (one.traits.empty()) one.traits.emplace_back(kNothingSpecial);
  return {one};
}

/// Differs on what is longer than five octets, and dies of anything else.
Disagreements die_of_short_ones(std::string_view input) {
  if (input.size() <= 5) std::abort();
  return {{.kind = "mailbox: refuses", .traits = {std::string(kNothingSpecial)}, .views = {}}};
}

class SurveyOf : public testing::Test {
 protected:
  /// What it prints of the inputs, and at the end.
  std::string printed(const std::vector<std::string>& inputs, const Survey::Disagree& disagree) {
    testing::internal::CaptureStderr();
    Survey survey(folder.path() / "findings");
    for (const std::string& input : inputs)
      for (const Disagreement& one : disagree(input)) survey.add(one, '2', input, disagree);
    found = survey.conclude();
    return testing::internal::GetCapturedStderr();
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "findings"))
      names.push_back(entry.path().filename());
    return names;
  }
  std::string content(const std::string& name) const {
    std::ifstream file(folder.path() / "findings" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  tests::TemporaryFolder folder;
  bool found = false;
};

TEST_F(SurveyOf, ADisagreementShowsItsSmallestInputAndBothViews) {
  const std::string out = printed({"alice(a comment)@[192.0.2.1]"}, differ_on_parentheses);
  EXPECT_THAT(out,
              HasSubstr("mailbox: refuses: a comment\n  input:  (\n  ours:   accepted\n  theirs: refused\n"));
  EXPECT_TRUE(found);
}

TEST_F(SurveyOf, ADisagreementWritesAFileThatCanBeReplayed) {
  printed({"alice(a comment)@x.test"}, differ_on_parentheses);
  ASSERT_THAT(files(), ElementsAre("mailbox-refuses-a-comment"));
  EXPECT_EQ(content("mailbox-refuses-a-comment"), "2(");
}

TEST_F(SurveyOf, TheSameUnderMoreTraitsIsShownOnce) {
  const std::string out = printed({"%(", "a(b", "%%()"}, differ_on_parentheses);
  EXPECT_THAT(files(), ElementsAre("mailbox-refuses-a-comment"));
  EXPECT_THAT(out, Not(HasSubstr("percent")));
  EXPECT_THAT(out, HasSubstr("1 disagreement, "));
}

TEST_F(SurveyOf, PartsOfAMailboxThatAreNotNeededAreReplaced) {
  printed({"\"odd user\"@[192.0.2.1]", "a@x.test"}, differ_on_mailboxes);
  EXPECT_THAT(files(), ElementsAre("mailbox-refuses-nothing-special"));
}

TEST_F(SurveyOf, WhatTheParserDiesOfWhenItIsMadeSmallerIsKept) {
  Survey survey(folder.path() / "findings");
  const std::string input = "0123456789";
  EXPECT_DEATH(survey.add(die_of_short_ones(input)[0], '2', input, die_of_short_ones), "");
  ASSERT_THAT(files(), ElementsAre("smaller-mailbox-refuses-nothing-special"));
  EXPECT_EQ(content("smaller-mailbox-refuses-nothing-special"), "256789");
}

TEST_F(SurveyOf, AParserThatAgreesEndsWithThat) {
  EXPECT_EQ(printed({"alice@x.test"}, differ_on_parentheses), "The parsers agree.\n");
  EXPECT_FALSE(found);
}

}  // namespace
}  // namespace smtpspec::fuzz
