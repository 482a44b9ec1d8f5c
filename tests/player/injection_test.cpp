#include "tests/player/scripted_server.hpp"

#include <gtest/gtest.h>

namespace smtpspec::player {
namespace {

// Dialogues in which everything goes well, and what goes wrong at each step of them.
struct Dialogue {
  const char* name;
  std::string scenario;
  std::vector<std::string> replies;
};

const std::vector<Dialogue>& dialogues() {
  static const std::vector<Dialogue> kDialogues = {
      {"message",
       scenario(R"(
given rcpt(2)
C: DATA
S: 354
C| "${header}\r\nhello\r\n.\r\n"
S? 250
 | note 55z
C: RSET
S? 250
)"),
       {"220 mx", "250-mx\r\n250 SIZE", "250 ok", "250 ok", "250 ok", "354 go", "250 kept", "250 reset",
        "221 bye"}},
      {"outcome",
       scenario(R"(
C: MAIL FROM:<${sender}>
S: 250
C: BOGUS
outcome until NOOP
  pass "unknown" 5yz
  fail "taken"   2yz
C: RSET
S? 250
)"),
       {"220 mx", "250 mx", "250 ok", "500 what", "250 ok", "250 reset", "221 bye"}},
      {"tls",
       scenario(R"(
given tls
C: NOOP
S? 250
)"),
       {"220 mx", "250-mx\r\n250 STARTTLS", "220 go", "250 mx", "250 ok", "221 bye"}},
      {"auth",
       scenario(R"(
C: AUTH PLAIN
S: 334
C: ${base64 x${user}x${password}}
S? 235
 | note 535
)"),
       {"220 mx", "250-mx\r\n250 AUTH PLAIN", "334 ", "235 in", "221 bye"}},
      {"two connections",
       scenario(R"(
C: NOOP
S: 250
open second
C: NOOP
S? 250
on main
C: NOOP
S? 250
)"),
       {"220 mx", "250 mx", "250 ok", "250 ok", "221 bye"}},
  };
  return kDialogues;
}

const std::vector<std::string> kMishaps = {"<close>",
                                           "<reset>",
                                           "<silence>",
                                           "421 too busy",
                                           "451 later",
                                           "550 policy",
                                           "garbage",
                                           "\r\n",
                                           "99 x",
                                           "250-never\r\n250-ending",
                                           std::string("250 \0\xff\r\n", 8),
                                           std::string(100'000, 'x')};

TEST(Injection, TheDialoguesPassAsTheyAre) {
  for (const Dialogue& dialogue : dialogues()) {
    const Result result = play(dialogue.scenario, {.replies = dialogue.replies}).result;
    EXPECT_EQ(result.verdict, Grade::pass) << dialogue.name << ": " << result.message;
    EXPECT_TRUE(result.general.empty()) << dialogue.name << ": " << result.general.front().finding.message;
  }
}

// What a server may do at any time convicts nobody: the play ends, and at worst the question was not put.
TEST(Injection, AMishapAtAnyStepNeverConvicts) {
  for (const Dialogue& dialogue : dialogues()) {
    for (std::size_t step = 0; step < dialogue.replies.size(); ++step) {
      for (const std::string& mishap : kMishaps) {
        Script script{.replies = dialogue.replies};
        script.replies[step] = mishap;
        if (mishap != "<silence>") script.replies.resize(step + 1);
        const Result result = play(dialogue.scenario, script).result;
        EXPECT_LT(result.verdict, Grade::risk)
            << dialogue.name << ", step " << step << ", " << mishap.substr(0, 20) << ": " << result.message;
      }
    }
  }
}

TEST(Injection, AFailedHandshakeNeverConvicts) {
  const Result result =
      play(dialogues()[2].scenario, {.replies = dialogues()[2].replies, .tls_fails = true}).result;
  EXPECT_EQ(result.verdict, Grade::blocked);
}

}  // namespace
}  // namespace smtpspec::player
