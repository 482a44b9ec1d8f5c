#include "reference/receiver/decisions.hpp"

#include "tests/receiver/play.hpp"
#include "tests/support/places.hpp"

#include <filesystem>
#include <fstream>
#include <set>

namespace smtpspec::receiver::test {
namespace {

TEST(Decisions, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const Decision& decision : decisions()) {
    EXPECT_TRUE(names.insert(decision.name).second) << decision.name;
    std::set<std::string_view> choices;
    for (const Choice& choice : decision.choices) {
      EXPECT_TRUE(choices.insert(choice.name).second) << decision.name << "=" << choice.name;
      EXPECT_FALSE(choice.meaning.empty()) << decision.name << "=" << choice.name;
    }
  }
}

TEST(Decisions, HaveAPassingDefaultAndAnother) {
  for (const Decision& decision : decisions()) {
    ASSERT_GE(decision.choices.size(), 2u) << decision.name;
    EXPECT_EQ(decision.choices[0].standing, Standing::pass) << decision.name;
    EXPECT_TRUE(decision.question.ends_with('?')) << decision.name;
  }
}

TEST(Decisions, CiteRequirementsOfTheCatalogue) {
  std::set<std::string> catalogue;
  for (const auto& entry : std::filesystem::directory_iterator(tests::in_source("scenarios/requirements"))) {
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) catalogue.insert(line.substr(0, line.find('\t')));
  }
  ASSERT_FALSE(catalogue.empty());
  for (const Decision& decision : decisions()) {
    EXPECT_TRUE(catalogue.contains(std::string(decision.requirement)))
        << decision.name << " " << decision.requirement;
  }
  auto all = deviations();
  for (const Deviation& lawful : lawful_variants()) all.push_back(lawful);
  for (const Deviation& change : all) {
    for (const std::string_view requirement : requirements_of(change))
      EXPECT_TRUE(catalogue.contains(std::string(requirement))) << change.name << " " << requirement;
  }
  for (const Fault& fault : faults()) {
    for (const std::string_view requirement : requirements_of(fault.reaction))
      EXPECT_TRUE(catalogue.contains(std::string(requirement))) << fault.name() << " " << requirement;
  }
}

TEST(Decisions, NameAtLeastSixtyDeviations) { EXPECT_GE(deviations().size(), 60u); }

TEST(Decisions, AreFoundByName) {
  EXPECT_EQ(find_decision("rset-clears"), "rset-clears"_decision);
  EXPECT_FALSE(find_decision("rset-clear"));
  const auto choice = Conduct::parse("rset-clears=keeps-sender");
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->first, "rset-clears"_decision);
  EXPECT_EQ(choice->second, 1);
  EXPECT_FALSE(Conduct::parse("rset-clears"));
  EXPECT_FALSE(Conduct::parse("rset-clears=x"));
}

TEST(Decisions, LenientConductIsLawful) {
  const Conduct lenient = Conduct::lenient();
  for (DecisionId id = 0; id < decisions().size(); ++id) {
    EXPECT_LT(decisions()[id].choices[lenient[id]].standing, Standing::risk) << decisions()[id].name;
  }
}

/// What cannot be seen is no choice. Some choices show only where others were made first.
TEST(Decisions, EveryChoiceChangesWhatIsSeen) {
  auto all = deviations();
  for (const Deviation& lawful : lawful_variants()) all.push_back(lawful);
  const auto is_seen = [](const Deviation& change, const Conduct& others) {
    Behaviour without{others, {}};
    without.conduct.set(change.decision, 0);
    Behaviour with = without;
    with.conduct.set(change.decision, change.choice);
    return std::any_of(corpus().begin(), corpus().end(), [&](const Dialogue& dialogue) {
      return play(dialogue, with) != play(dialogue, without);
    });
  };
  for (const Deviation& change : all) {
    const bool unlawful = decisions()[change.decision].choices[change.choice].standing >= Standing::risk;
    const bool seen =
        is_seen(change, Conduct()) ||
        (!unlawful && (is_seen(change, Conduct::lenient()) || is_seen(change, Conduct::rfc821())));
    EXPECT_TRUE(seen) << change.name;
  }
}

}  // namespace
}  // namespace smtpspec::receiver::test
