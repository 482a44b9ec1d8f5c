#include "harness/transport/network.hpp"

#include "tests/transport/loopback.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <optional>

namespace smtpspec::transport {
namespace {

Probe probe(const Endpoint& endpoint, Millis timeout = Millis(2000)) {
  Network network;
  std::optional<Probe> out;
  network.probe(endpoint, timeout, [&](Probe probed) { out = std::move(probed); });
  network.run();
  return out.value();
}

TEST(Network, ProbesAServer) {
  const loopback::Server server([](loopback::Stream) {});
  EXPECT_EQ(probe({.host = "127.0.0.1", .port = server.port()}).outcome, Probe::Outcome::connected);
}

TEST(Network, TellsRefusedFromFailed) {
  std::uint16_t port = 0;
  {
    port = loopback::Server([](loopback::Stream) {}).port();
  }
  EXPECT_EQ(probe({.host = "127.0.0.1", .port = port}).outcome, Probe::Outcome::refused);
  EXPECT_EQ(probe({.kind = Endpoint::Kind::unix_socket, .path = "/nowhere"}).outcome,
            Probe::Outcome::refused);
  const Probe failed = probe({.host = "no-such-host.invalid", .port = 25}, Millis(10'000));
  EXPECT_NE(failed.outcome, Probe::Outcome::connected);
  EXPECT_FALSE(failed.why.empty());
}

TEST(Network, RunsTimersInOrderAndReturns) {
  Network network;
  std::vector<int> order;
  network.after(Millis(2), [&] { order.push_back(2); });
  network.after(Millis(1), [&] {
    order.push_back(1);
    network.after(Millis(5), [&] { order.push_back(3); });
  });
  network.run();
  EXPECT_THAT(order, testing::ElementsAre(1, 2, 3));
}

TEST(Network, TellsSignalsAndDoesNotWaitForThem) {
  Network network;
  std::vector<int> signals;
  network.on_signal([&](int number) {
    signals.push_back(number);
    network.stop();
  });
  network.after(Millis(0), [] { std::raise(SIGTERM); });
  network.after(Millis(10'000), [] {});
  network.run();
  EXPECT_THAT(signals, testing::ElementsAre(SIGTERM));

  Network quiet;
  quiet.on_signal([](int) {});
  quiet.after(Millis(0), [] {});
  quiet.run();
}

TEST(Network, HearsSignalsInsideACallback) {
  Network network;
  bool told = false;
  network.on_signal([&](int) { told = true; });
  EXPECT_FALSE(network.signalled());
  network.after(Millis(0), [&] {
    std::raise(SIGINT);
    EXPECT_TRUE(network.signalled());
    EXPECT_FALSE(told);
  });
  network.run();
  EXPECT_TRUE(network.signalled());
}

TEST(Network, HearsSignalsBeforeItRuns) {
  Network network;
  network.on_signal([](int) {});
  std::raise(SIGTERM);
  EXPECT_TRUE(network.signalled());
}

TEST(Network, TakesPostsFromAnotherThread) {
  Network network;
  bool posted = false;
  std::thread other;
  network.after(Millis(0), [&] {
    other = std::thread([&] { network.post([&] { posted = true; }); });
    other.join();
  });
  network.run();
  EXPECT_TRUE(posted);
}

}  // namespace
}  // namespace smtpspec::transport
