#include "harness/language/parser.hpp"
#include "harness/transport/network.hpp"
#include "tests/player/scripted_server.hpp"
#include "tests/support/sanitizer.hpp"
#include "tests/tls/pair.hpp"
#include "tests/transport/loopback.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>

/// Servers that mean no good, against a play on the network: each play ends within its deadlines, in bounded
/// memory, with a verdict that accuses nobody of what was not seen.
namespace smtpspec::transport {
namespace {

using namespace std::string_literals;
using loopback::Stream;
using player::Grade;
using player::Result;
using End = Result::End;

constexpr Millis kTimeout{250};
/// Deadlines follow one another: banner, reply, nudge, closing.
constexpr Millis kEndsWithin{5000};
constexpr long kMemory = (tests::kKeepsWhatIsFreed ? 512 : 64) * 1024;  // KiB

const char* const kNoop = "given connected\nC: NOOP\nS? 250\n";

struct Played {
  Result result;
  Millis took{0};
  long memory = 0;  ///< KiB by which the peak of the process grew
};

long peak() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

Played play(const std::string& lines, std::function<void(Stream)> treat, TlsOptions tls = {}) {
  const loopback::Server server(std::move(treat));
  auto suite = language::parse("hostile.smtp", player::scenario(lines));
  if (!suite) throw std::invalid_argument(language::render(suite.error().front()));
  const auto cases = player::cases(std::make_shared<const language::Suite>(*std::move(suite)));
  auto circumstances = player::some_circumstances();
  circumstances.reply_timeout = circumstances.banner_timeout = kTimeout;
  circumstances.quiet = Millis(50);
  Network network;
  Played out;
  bool done = false;
  const long before = peak();
  const Millis began = network.now();
  network.play(player::Play(cases.front(), circumstances, player::some_catalogue(), "token1"),
               {.host = "127.0.0.1", .port = server.port()}, std::move(tls), [&](Result result) {
                 out.result = std::move(result);
                 done = true;
               });
  network.run();
  EXPECT_TRUE(done);
  out.took = network.now() - began;
  out.memory = peak() - before;
  return out;
}

void expect_sane(const Played& played) {
  EXPECT_LT(played.took, kEndsWithin);
  EXPECT_LT(played.memory, kMemory);
  EXPECT_NE(played.result.end, End::error) << played.result.message;
}

void send_forever(Stream& peer, const std::string& octets) {
  while (peer.send(octets)) {
  }
}

TEST(Hostile, BannerThatNeverEndsItsLine) {
  const auto played = play(kNoop, [](Stream peer) { send_forever(peer, std::string(1 << 16, 'x')); });
  expect_sane(played);
  EXPECT_EQ(played.result.end, End::unreachable);
}

TEST(Hostile, NothingButNul) {
  const auto played = play(kNoop, [](Stream peer) { send_forever(peer, std::string(1 << 16, '\0')); });
  expect_sane(played);
  EXPECT_EQ(played.result.end, End::unreachable);
}

TEST(Hostile, NulAndEightBitInReplies) {
  const auto played = play(kNoop, [](Stream peer) {
    peer.send("220 \0\xff\x1b[2J\r\n"s);
    peer.receive_until("\r\n");
    peer.send("250 \0\xff\r\n"s);
    peer.receive_all();
  });
  expect_sane(played);
  EXPECT_EQ(played.result.verdict, Grade::pass) << played.result.message;
}

TEST(Hostile, RepliesWithoutEnd) {
  const auto played = play(kNoop, [](Stream peer) {
    peer.send("220 hi\r\n");
    peer.receive_until("\r\n");
    std::string replies;
    while (replies.size() < 1 << 16) replies += "250 x\r\n";
    send_forever(peer, replies);
  });
  expect_sane(played);
}

TEST(Hostile, OneReplyOfLinesWithoutEnd) {
  std::size_t sent = 0;
  const auto played = play(kNoop, [&](Stream peer) {
    peer.send("220 hi\r\n");
    peer.receive_until("\r\n");
    std::string lines;
    while (lines.size() < 1 << 16) lines += "250-x\r\n";
    while (peer.send(lines)) sent += lines.size();
  });
  expect_sane(played);
  EXPECT_NE(played.result.verdict, Grade::pass);
  EXPECT_GT(sent, std::size_t{2} << 20) << "so slow a server proves nothing";
}

TEST(Hostile, AnOctetNowAndThen) {
  const auto played = play(kNoop, [](Stream peer) {
    peer.send("2");
    peer.receive_all();
  });
  expect_sane(played);
  EXPECT_EQ(played.result.end, End::unreachable);
}

TEST(Hostile, CloseBeforeTheBanner) {
  const auto played = play(kNoop, [](Stream) {});
  expect_sane(played);
  EXPECT_EQ(played.result.end, End::unreachable);
}

TEST(Hostile, ResetInTheMiddleOfAReply) {
  const auto played = play(kNoop, [](Stream peer) {
    peer.send("220 hi\r\n");
    peer.receive_until("\r\n");
    peer.send("25");
    peer.reset();
  });
  expect_sane(played);
  EXPECT_NE(played.result.verdict, Grade::pass);
}

TEST(Hostile, GarbageInsteadOfAHandshake) {
  const std::string lines =
      "given connected\nC: STARTTLS\nS: 220\ntls handshake\n | note failed\n | pass done\n";
  for (const std::string& garbage :
       {std::string("220 in the clear\r\n"), std::string("\x16\x03\x01\xff\xff garbage"),
        std::string(1 << 20, '\x16'), std::string("\x15\x03\x03\x00\x02\x02\x28", 7)}) {
    const auto played = play(lines, [&](Stream peer) {
      peer.send("220 hi\r\n");
      peer.receive_until("\r\n");
      peer.send("220 go\r\n");
      peer.receive();
      peer.send(garbage);
      peer.receive_all();
    });
    expect_sane(played);
    EXPECT_EQ(played.result.verdict, Grade::note) << played.result.message;
  }
}

TEST(Hostile, HandshakeThatIsNeverAnswered) {
  const std::string lines =
      "given connected\nC: STARTTLS\nS: 220\ntls handshake\n | note failed\n | pass done\n";
  const auto played = play(lines, [](Stream peer) {
    peer.send("220 hi\r\n");
    peer.receive_until("\r\n");
    peer.send("220 go\r\n");
    peer.receive_all();
  });
  expect_sane(played);
  EXPECT_NE(played.result.verdict, Grade::pass);
}

TEST(Hostile, ServerThatNeverReads) {
  const std::string lines = "given connected\nC| repeat 8000000 \"x\"\nS? 500\n";
  const auto played = play(lines, [](Stream peer) {
    peer.send("220 hi\r\n");
    peer.wait_for_hang_up();
  });
  expect_sane(played);
  EXPECT_NE(played.result.verdict, Grade::pass);
}

TEST(Hostile, ImplicitTlsWhereThereIsNone) {
  const auto played = play(kNoop, [](Stream peer) { peer.send("220 in the clear\r\n"); }, {.implicit = true});
  expect_sane(played);
  EXPECT_EQ(played.result.end, End::unreachable);
}

}  // namespace
}  // namespace smtpspec::transport
