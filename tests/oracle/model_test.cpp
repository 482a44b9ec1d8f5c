#include "reference/reply/visible.hpp"
#include "tests/oracle/judged.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

/// The oracle beside the model, with every conduct and whatever is sent.
namespace smtpspec::oracle {
namespace {

using receiver::Conduct;
using receiver::test::corpus;
using receiver::test::Dialogue;
using receiver::test::judged;
using receiver::test::mutated;

Grade worst(const std::vector<View>& views) {
  Grade grade = Grade::lawful;
  for (const View& view : views) grade = std::max(grade, view.grade);
  return grade;
}

std::string told(const std::vector<View>& views) {
  std::string text;
  for (const View& view : views) {
    if (view.grade < Grade::unlawful) continue;
    text += "\n" + view.input.substr(0, 60) + ": " + view.clause + " (" + view.deviation + ") permitted " +
            view.permitted;
  }
  return text;
}

TEST(Oracle, CallsEveryReplyOfTheModelLawful) {
  for (const Dialogue& dialogue : corpus()) {
    for (const View& view : judged(dialogue, {})) {
      EXPECT_EQ(view.grade, Grade::lawful) << dialogue.name << ": " << view.input << " " << view.clause
                                           << " permitted " << view.permitted << " " << view.deviation;
    }
  }
}

TEST(Oracle, CallsNoReplyOfALawfulConductUnlawful) {
  for (const Dialogue& dialogue : corpus()) {
    const auto views = judged(dialogue, {Conduct::lenient(), {}});
    EXPECT_LT(worst(views), Grade::unlawful) << "lenient: " << dialogue.name << told(views);
  }
  for (const receiver::Deviation& variant : receiver::lawful_variants()) {
    for (const Dialogue& dialogue : corpus()) {
      const auto views = judged(dialogue, mutated(variant.name));
      EXPECT_LT(worst(views), Grade::unlawful) << variant.name << ": " << dialogue.name << told(views);
    }
  }
}

/// Some deviations do not show in replies: what was stored, or which octets are in a keyword, others judge.
TEST(Oracle, CallsMostDeviationsUnlawful) {
  std::size_t convicted = 0;
  std::string missed;
  const auto all = receiver::deviations();
  for (const receiver::Deviation& deviation : all) {
    const bool seen = std::any_of(corpus().begin(), corpus().end(), [&](const Dialogue& dialogue) {
      return worst(judged(dialogue, mutated(deviation.name))) >= Grade::unlawful;
    });
    if (seen) {
      ++convicted;
    } else {
      missed += " " + deviation.name;
    }
  }
  std::printf("unlawful: %zu of %zu deviations; not seen in replies:%s\n", convicted, all.size(),
              missed.c_str());
  EXPECT_GE(convicted * 10, all.size() * 7);
}

/// Pieces of dialogues in any order; a small generator, so that each run is the same.
class Noise {
 public:
  explicit Noise(std::uint32_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t bound) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 16) % bound;
  }
  std::string_view piece() {
    static constexpr std::string_view kPieces[] = {"\r\n",
                                                   "\n",
                                                   ".",
                                                   "\r",
                                                   "DATA\r\n",
                                                   "BDAT 5\r\n",
                                                   "BDAT 3 LAST\r\nabc",
                                                   "BDAT 99999999999 LAST\r\n",
                                                   "AUTH PLAIN\r\n",
                                                   "AUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n",
                                                   "MAIL FROM:<a@b.test>\r\n",
                                                   "MAIL FROM:<a@b.test> SIZE=9 BODY=BINARYMIME\r\n",
                                                   "MAIL FROM:<\"a b\"@b.test> X=1\r\n",
                                                   "RCPT TO:<alice@example.test>\r\n",
                                                   "RCPT TO:<nobody@example.test> NOTIFY=NEVER\r\n",
                                                   "RCPT TO:<Postmaster>\r\n",
                                                   "x",
                                                   "EHLO x.test\r\n",
                                                   "HELO x.test\r\n",
                                                   "\r\n.\r\n",
                                                   "RSET\r\n",
                                                   "NOOP x\r\n",
                                                   "VRFY alice\r\n",
                                                   "XYZZY\r\n",
                                                   "*\r\n",
                                                   "\n.\n",
                                                   "\r.\r",
                                                   "SEND FROM:<a@b.test>\r\n",
                                                   "noop \r\n",
                                                   "mail from:a@b.test\r\n"};
    return kPieces[below(std::size(kPieces))];
  }

 private:
  std::uint32_t state_;
};

TEST(Oracle, AgreesWithTheModelWhateverIsSent) {
  for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
    Noise noise(seed);
    Dialogue dialogue{.name = "noise", .writes = {"EHLO c.test\r\n"}};
    for (std::uint32_t pieces = noise.below(25); pieces > 0; --pieces)
      dialogue.writes.emplace_back(noise.piece());
    const auto views = judged(dialogue, {});
    std::string sent;
    for (const std::string& write : dialogue.writes) sent += write;
    ASSERT_LT(worst(views), Grade::unlawful) << reply::visible(sent) << told(views);
  }
}

/// No crash, no growth.
TEST(Oracle, SurvivesAnyAnswer) {
  const int codes[] = {220, 250, 334, 354, 235, 421, 450, 500, 503, 550, 221, 999, 0};
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    Noise noise(seed);
    Oracle oracle(std::make_shared<receiver::Site>());
    for (int step = 0; step < 60; ++step) {
      if (noise.below(3) != 0) {
        oracle.sent(noise.piece());
      } else {
        oracle.received(reply::Reply{.code = codes[noise.below(std::size(codes))], .lines = {"text"}});
      }
      if (noise.below(20) == 0) oracle.tls_started();
    }
    oracle.closed();
  }
}

}  // namespace
}  // namespace smtpspec::oracle
