#include <algorithm>
#include <cstdio>

#include "reference/reply/visible.hpp"
#include "tests/oracle/judged.hpp"

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

reply::Reply reply_of(std::string_view octets) {
  reply::ReplyReader reader;
  reader.feed(octets);
  return reader.next().value_or(reply::Reply{});
}

/// An oracle that has seen the greeting and EHLO.
Oracle greeted() {
  Oracle oracle(std::make_shared<receiver::Site>());
  oracle.received(reply_of("220 mail.example.test\r\n"));
  oracle.sent("EHLO client.test\r\n");
  oracle.received(reply_of(
      "250-mail.example.test\r\n250-PIPELINING\r\n250-STARTTLS\r\n250-CHUNKING\r\n250 SIZE 1000\r\n"));
  return oracle;
}

View answer(Oracle& oracle, std::string_view sent, std::string_view reply) {
  oracle.sent(sent);
  return oracle.received(reply_of(reply));
}

TEST(Oracle, NamesTheClauseAndWhatIsPermitted) {
  Oracle oracle = greeted();
  const View view = answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
  EXPECT_EQ(view.grade, Grade::unlawful);
  EXPECT_EQ(view.clause, "RFC5321-3.3-n: Is RCPT taken without MAIL?");
  EXPECT_THAT(view.permitted, testing::StartsWith("503"));
  EXPECT_EQ(view.input, "RCPT TO:<alice@example.test>");
  EXPECT_EQ(view.deviation, "rcpt-before-mail=taken");
}

TEST(Oracle, FollowsTheTarget) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
  // A refused recipient is no recipient, whatever the reason.
  EXPECT_EQ(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "450 greylisted\r\n").grade, Grade::tolerable);
  EXPECT_EQ(answer(oracle, "DATA\r\n", "503 no recipients\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "DATA\r\n", "354 go\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "MAIL\r\n.\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "DATA\r\n", "503 no mail\r\n").grade, Grade::lawful);
}

TEST(Oracle, GivesPipelinedRepliesToTheirCommands) {
  Oracle oracle = greeted();
  oracle.sent("MAIL FROM:<a@client.test>\r\nRCPT TO:<nobody@example.test>\r\nDATA\r\n");
  EXPECT_TRUE(oracle.reply_due());
  EXPECT_EQ(oracle.received(reply_of("250 ok\r\n")).input, "MAIL FROM:<a@client.test>");
  EXPECT_EQ(oracle.received(reply_of("550 no\r\n")).input, "RCPT TO:<nobody@example.test>");
  EXPECT_EQ(oracle.received(reply_of("354 go\r\n")).grade, Grade::lawful);
  EXPECT_FALSE(oracle.reply_due());
  oracle.sent("\r\n.\r\n");
  EXPECT_EQ(oracle.received(reply_of("554 no recipients\r\n")).grade, Grade::lawful);
}

TEST(Oracle, WaitsForTheEndOfAChunk) {
  Oracle oracle = greeted();
  oracle.sent("BDAT 6 LAST\r\nabc");
  EXPECT_FALSE(oracle.reply_due());
  oracle.sent("def");
  EXPECT_TRUE(oracle.reply_due());
}

/// RFC 3030 §2: it is refused, and the last.
TEST(Oracle, LetsARefusedLastChunkEndTheTransaction) {
  for (const std::string_view second : {"250 ok\r\n", "503 nested\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
    EXPECT_EQ(answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n").grade, Grade::lawful);
    EXPECT_EQ(answer(oracle, "BDAT 1 LAST\r\nx", "451 later\r\n").grade, Grade::lawful);
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", second).grade, Grade::lawful) << second;
  }
}

TEST(Oracle, LetsALineBeRefusedBeforeItsEndWithAClose) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "NO\rOP", "521 bare CR\r\n").grade, Grade::lawful);
  EXPECT_EQ(oracle.closed().grade, Grade::lawful);
  Oracle other = greeted();
  EXPECT_EQ(answer(other, "NOOP", "521 no\r\n").grade, Grade::unexplained);
}

TEST(Oracle, KnowsOfNoChunkWhereTheLineWasRefusedUnread) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "BDAT 5\r \r\n", "500 bare CR\r\n").grade, Grade::lawful);
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "250 ok\r\n").grade, Grade::lawful);
}

TEST(Oracle, SeesASmuggledCommand) {
  Oracle oracle = greeted();
  answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
  answer(oracle, "DATA\r\n", "354 go\r\n");
  oracle.sent("x\n.\nRSET\r\n.\r\n");
  // One reply is what CRLF.CRLF asks for; the second can only be that of RSET.
  EXPECT_EQ(oracle.received(reply_of("250 ok\r\n")).grade, Grade::lawful);
  const View second = oracle.received(reply_of("250 reset\r\n"));
  EXPECT_EQ(second.grade, Grade::unlawful);
  EXPECT_EQ(second.deviation, "lf-dot-lf=ends");
}

TEST(Oracle, SeesPlaintextAnsweredInsideTls) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "STARTTLS\r\nNOOP\r\n", "220 go\r\n").grade, Grade::lawful);
  oracle.tls_started();
  const View view = oracle.received(reply_of("250 ok\r\n"));
  EXPECT_EQ(view.grade, Grade::unlawful);
  EXPECT_EQ(view.deviation, "plaintext-behind-starttls=kept");
}

TEST(Oracle, HasNoExplanationForAnExtraReply) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "250 ok\r\n").grade, Grade::lawful);
  EXPECT_EQ(oracle.received(reply_of("250 ok\r\n")).grade, Grade::unexplained);
  EXPECT_EQ(answer(oracle, "NOOP\r\n", "250 ok\r\n").grade, Grade::lawful);
}

TEST(Oracle, LetsA421ComeAtAnyTime) {
  Oracle oracle = greeted();
  EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", "421 shutting down\r\n").grade, Grade::lawful);
  EXPECT_EQ(oracle.closed().grade, Grade::lawful);
}

TEST(Oracle, MindsACloseInsteadOfAReply) {
  Oracle oracle = greeted();
  oracle.sent("NOOP\r\n");
  EXPECT_EQ(oracle.closed().grade, Grade::unlawful);
}

/// RFC 5321 §4.3.2 lists 504 for EHLO and HELO; Postfix gives it to a name that is not fully qualified.
TEST(Oracle, LetsTheNameOfTheClientBeRefusedWith504) {
  for (const std::string_view hello : {"EHLO client\r\n", "HELO client\r\n"}) {
    Oracle oracle(std::make_shared<receiver::Site>());
    oracle.received(reply_of("220 mail.example.test\r\n"));
    EXPECT_EQ(answer(oracle, hello, "504 5.5.2 need a fully-qualified name\r\n").grade, Grade::tolerable);
  }
}

/// RFC 5321 §4.2: codes that are not listed are a matter of SHOULD; RFC 7504 §4: 556.
TEST(Oracle, LetsPolicyHaveCodesOfItsOwn) {
  for (const std::string_view refusal : {"541 spam\r\n", "556 null MX\r\n", "571 blocked\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", refusal).grade, Grade::tolerable) << refusal;
  }
  for (const std::string_view blame : {"500 ?\r\n", "501 ?\r\n", "502 ?\r\n", "503 ?\r\n", "555 ?\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, "MAIL FROM:<a@client.test>\r\n", blame).grade, Grade::unlawful) << blame;
  }
}

/// RFC 5321 §4.1.4 has the name of the client looked at by those who want to.
TEST(Oracle, LetsAnyNameOfTheClientBeTaken) {
  for (const std::string_view hello : {"EHLO b\xff\r\n", "EHLO b\x07\r\n", "EHLO b\xc3\xbc.test\r\n"}) {
    Oracle oracle = greeted();
    EXPECT_EQ(answer(oracle, hello, "250 ok\r\n").grade, Grade::lawful) << reply::visible(hello);
  }
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
