#include "reference/receiver/faults.hpp"

#include "tests/receiver/script.hpp"

#include <set>

namespace smtpspec::receiver::test {
namespace {

TEST(Faults, AreFoundByTheirNames) {
  std::set<std::string> names;
  for (const Fault& fault : faults()) {
    EXPECT_TRUE(names.insert(fault.name()).second) << fault.name();
    const auto behaviour = parse_mutation(fault.name());
    ASSERT_TRUE(behaviour) << fault.name();
    EXPECT_EQ(behaviour->fault, fault);
  }
  EXPECT_GE(names.size(), 60u);
}

TEST(Faults, CanComeLater) {
  const auto behaviour = parse_mutation("fault:noop:dies:3");
  ASSERT_TRUE(behaviour);
  EXPECT_EQ(behaviour->fault->time, 3u);
  EXPECT_EQ(behaviour->fault->name(), "fault:noop:dies:3");
}

TEST(Faults, OfNoKindAreRefused) {
  for (const char* name :
       {"fault", "fault:", "fault:noop", "fault:noop:sings", "fault:nowhere:dies", "fault:noop:loses-octet",
        "fault:input:dies", "fault:noop:dies:0", "fault:noop:dies:x", "noop:dies", "rset-clears=x"}) {
    EXPECT_FALSE(parse_mutation(name)) << name;
  }
}

TEST(Faults, AddToADeviation) {
  const auto both = parse_mutation("fault:noop:hangs", mutated("rset-clears=nothing"));
  ASSERT_TRUE(both);
  EXPECT_TRUE(both->fault);
  EXPECT_EQ(both->conduct, mutated("rset-clears=nothing").conduct);
}

TEST(Faults, EachShowsInSomeDialogue) {
  for (const Fault& fault : faults()) {
    const Behaviour behaviour{{}, fault};
    const bool seen = std::any_of(corpus().begin(), corpus().end(), [&](const Dialogue& dialogue) {
      return play(dialogue, behaviour) != play(dialogue) ||
             play(dialogue, behaviour, 7) != play(dialogue, {}, 7);
    });
    EXPECT_TRUE(seen) << fault.name();
  }
}

TEST(Faults, DropAndDouble) {
  expect_dialogue(R"(
    S: 220
    C: NOOP
    S: -
    C: NOOP
    S: 250
  )",
                  mutated("fault:noop:drops-reply"));
  expect_dialogue(R"(
    S: 220
    C: NOOP
    S: 250
    S: 250
    C: NOOP
    S: 250
  )",
                  mutated("fault:noop:doubles-reply"));
}

TEST(Faults, DieHangAndComeLate) {
  expect_dialogue(R"(
    S: 220
    C: NOOP
    close
    C: NOOP
    S: -
  )",
                  mutated("fault:noop:dies"));
  expect_dialogue(R"(
    S: 220
    C: NOOP
    S: -
    C: QUIT
    S: -
  )",
                  mutated("fault:noop:hangs"));
  expect_dialogue(R"(
    S: 220
    C: NOOP
    delay
    S: 250
  )",
                  mutated("fault:noop:answers-late"));
}

}  // namespace
}  // namespace smtpspec::receiver::test
