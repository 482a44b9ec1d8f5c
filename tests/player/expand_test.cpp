#include "harness/player/expand.hpp"

#include "harness/language/parser.hpp"
#include "harness/player/redact.hpp"
#include "tests/player/scripted_server.hpp"

#include <gtest/gtest.h>

namespace smtpspec::player {
namespace {

// What the first C| of a scenario writes.
std::vector<TimedWrite> writes(const std::string& lines, const std::string& variant = {}) {
  auto suite = std::make_shared<const language::Suite>(*language::parse("test.smtp", scenario(lines)));
  for (const Case& c : cases(suite)) {
    if (!variant.empty() && c.variant->name != variant) continue;
    const Variables variables(c, some_circumstances(), "t1");
    Expander expander(*c.scenario, variables);
    auto out = expander.writes(std::get<language::ClientWrite>(c.scenario->steps.front().what).pieces);
    EXPECT_EQ(expander.missing(), "");
    return out;
  }
  return {};
}

std::string joined(const std::string& lines) {
  std::string out;
  for (const TimedWrite& write : writes(lines)) out += write.octets;
  return out;
}

TEST(Expand, FillsInVariablesAndFunctions) {
  EXPECT_EQ(joined("C| \"${recipient} ${domain} ${local-part} ${sender-domain} $$\""),
            "alice@example.test example.test alice client.test $");
  EXPECT_EQ(joined("C| \"${repeat 3 ab} ${base64 ${user}} ${xtext a+b =} ${upper user} ${lower user}\""),
            "ababab YWxpY2U= a+2Bb+20+3D ALICE alice");
  EXPECT_EQ(joined("octets a \"xy\"\noctets b a hex \"000d\"\nC| \"${length a b}:\" b"),
            std::string("6:xy\0\r", 6));
}

TEST(Expand, CutsWritesWhereItIsTold) {
  const std::vector<TimedWrite> expected = {{Millis{0}, "ab"}, {Millis{300}, "c"}, {Millis{0}, "d"},
                                            {Millis{0}, "x"},  {Millis{0}, "y"},   {Millis{0}, "e"}};
  EXPECT_EQ(writes("C| \"ab\" gap 300ms \"c\" split \"d\" each \"xy\" \"e\""), expected);
}

TEST(Expand, AGapOfNothingIsNoCut) {
  const std::string lines = "variant now wait 0ms\nvariant later wait 1s\nC| \"a\" gap ${wait} \"b\"";
  EXPECT_EQ(writes(lines, "now").size(), 1U);
  EXPECT_EQ(writes(lines, "later").at(1).pause, Millis{1000});
}

TEST(Expand, RepetitionIsBounded) {
  const std::string lines = "variant v n 99999999999\nC| repeat ${n} \"0123456789\"";
  EXPECT_LE(joined(lines).size(), Expander::kMostOctets);
}

TEST(Case, IsSkippedForWhatIsNotKnown) {
  const auto why = [](const std::string& lines, const Circumstances& circumstances) {
    auto suite = std::make_shared<const language::Suite>(*language::parse("test.smtp", scenario(lines)));
    return why_skipped(cases(suite).front(), circumstances);
  };
  Circumstances known = some_circumstances();
  EXPECT_EQ(why("C: NOOP\nS? 250\n", known), "");
  EXPECT_EQ(why("C: RCPT TO:<${list}>\nS? 250\n", known), "${list} is not known (--list)");
  EXPECT_EQ(why("needs relay\nC: NOOP\nS? 250\n", known),
            "no domain is known that the target relays to (--relay-domain)");
  EXPECT_EQ(why("given rcpt(3)\nC: NOOP\nS? 250\n", known), "more than two recipients are not known");
  EXPECT_EQ(why("role lmtp\nC: NOOP\nS? 250\n", known), "not for the role mta");
  known.ehlo_keywords = {"PIPELINING", "AUTH PLAIN"};
  EXPECT_EQ(why("needs AUTH=PLAIN PIPELINING\nC: NOOP\nS? 250\n", known), "");
  EXPECT_EQ(why("needs SIZE\nC: NOOP\nS? 250\n", known), "SIZE is not announced");
  EXPECT_EQ(why("needs not:PIPELINING\nC: NOOP\nS? 250\n", known), "PIPELINING is announced");
  known = some_circumstances();
  known.helo_only = true;
  EXPECT_EQ(why("needs esmtp\nC: NOOP\nS? 250\n", known), "EHLO is not taken");
  EXPECT_EQ(why("needs SIZE\nC: NOOP\nS? 250\n", known), "SIZE is not announced");
}

TEST(Redactor, HidesSecretsInTheClearAndInBase64) {
  Redactor redactor;
  redactor.add("hunter2");
  EXPECT_EQ(redactor.hide("AUTH PLAIN AGFsaWNlAGh1bnRlcjI=\r\n"), "AUTH PLAIN [secret]\r\n");
  EXPECT_EQ(redactor.hide("pass hunter2!"), "pass [secret]!");
  EXPECT_EQ(redactor.hide("250 ok"), "250 ok");
}

}  // namespace
}  // namespace smtpspec::player
