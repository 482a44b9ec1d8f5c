#include "harness/transport/connection.hpp"

#include "tests/tls/pair.hpp"
#include "tests/transport/loopback.hpp"

#include <boost/asio/steady_timer.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

namespace smtpspec::transport {
namespace {

using loopback::Stream;
using testing::HasSubstr;
using testing::StartsWith;
using How = language::Shut::How;

/// A connection, and what it told, in words.
class Talk {
 public:
  explicit Talk(Endpoint endpoint,
                TlsClient tls = {.context = tls::insecure_client(), .server_name = "localhost"}) {
    auto report = [this](player::Event event) { told_.push_back(words(event)); };
    connection_ = std::make_shared<Connection>(io_, std::make_shared<TlsClient>(std::move(tls)), report);
    connection_->connect(std::move(endpoint));
  }
  explicit Talk(const loopback::Server& server) : Talk(at(server)) {}
  ~Talk() { connection_->drop(); }
  static Endpoint at(const loopback::Server& server) { return {.host = "127.0.0.1", .port = server.port()}; }

  Connection* operator->() { return connection_.get(); }
  /// Runs until something was told, and says what.
  std::string next() {
    io_.restart();
    while (told_.empty() && io_.run_one_for(std::chrono::seconds(10)) > 0) {
    }
    if (told_.empty()) return "nothing";
    std::string first = told_.front();
    told_.pop_front();
    return first;
  }
  void run_out() {
    io_.restart();
    io_.run_for(std::chrono::seconds(10));
  }

 private:
  static std::string words(const player::Event& event) {
    struct Say {
      std::string operator()(const player::Connected& e) { return "connected " + e.detail; }
      std::string operator()(const player::ConnectFailed& e) { return "failed " + e.why; }
      std::string operator()(const player::Received& e) { return e.octets; }
      std::string operator()(const player::PeerClosed& e) { return (e.reset ? "reset" : "closed") + e.why; }
      std::string operator()(const player::TlsStarted& e) { return "tls " + e.detail; }
      std::string operator()(const player::TlsFailed& e) { return "no tls: " + e.why; }
    };
    return std::visit(Say{}, event);
  }

  boost::asio::io_context io_;
  std::deque<std::string> told_;
  std::shared_ptr<Connection> connection_;
};

TEST(Connection, NamesTheLocalPort) {
  std::promise<std::uint16_t> seen;
  loopback::Server server([&](Stream peer) { seen.set_value(peer.peer_port()); });
  Talk talk(server);
  const std::string told = talk.next();
  EXPECT_EQ(told, "connected from port " + std::to_string(seen.get_future().get()));
}

TEST(Connection, FindsNamesToo) {
  loopback::Server server([](Stream peer) { peer.send("220 hi\r\n"); });
  Talk talk(Endpoint{.host = "localhost", .port = server.port()});
  EXPECT_THAT(talk.next(), StartsWith("connected"));
  EXPECT_EQ(talk.next(), "220 hi\r\n");
  EXPECT_EQ(talk.next(), "closed");
}

TEST(Connection, SaysWhyThereIsNone) {
  std::uint16_t port = 0;
  {
    port = loopback::Server([](Stream) {}).port();
  }
  Talk refused(Endpoint{.host = "127.0.0.1", .port = port});
  EXPECT_EQ(refused.next(), "failed Connection refused");
  EXPECT_EQ(refused->error(), boost::system::errc::connection_refused);
  Talk missing(Endpoint{.kind = Endpoint::Kind::unix_socket, .path = "/nowhere/socket"});
  EXPECT_EQ(missing.next(), "failed No such file or directory");
  Talk long_name(Endpoint{.kind = Endpoint::Kind::unix_socket, .path = std::string(200, 'x')});
  EXPECT_THAT(long_name.next(), StartsWith("failed "));
}

TEST(Connection, TellsAResetBehindWhatArrivedBefore) {
  loopback::Server server([](Stream peer) {
    peer.send("421 no\r\n");
    peer.receive_until("go");
    peer.reset();
  });
  Talk talk(server);
  talk.next();
  EXPECT_EQ(talk.next(), "421 no\r\n");
  talk->write("go");
  EXPECT_EQ(talk.next(), "reset");
}

TEST(Connection, ReadsFromAServerThatDoesNot) {
  std::promise<void> heard;
  loopback::Server server([&](Stream peer) {
    peer.send("220 hi\r\n");
    heard.get_future().wait();
  });
  Talk talk(server);
  talk.next();
  for (int i = 0; i < 64; ++i) talk->write(std::string(1 << 20, 'x'));
  EXPECT_EQ(talk.next(), "220 hi\r\n");
  heard.set_value();
}

TEST(Connection, ClosesBehindWhatItWasGiven) {
  std::promise<std::string> all;
  loopback::Server server([&](Stream peer) { all.set_value(peer.receive_all()); });
  Talk talk(server);
  talk.next();
  talk->write(std::string(1 << 20, 'x'));
  talk->write("QUIT\r\n");
  talk->shut(How::close);
  talk.run_out();
  const std::string got = all.get_future().get();
  EXPECT_EQ(got.size(), (1U << 20) + 6);
  EXPECT_THAT(got.substr(got.size() - 7), "xQUIT\r\n");
}

TEST(Connection, SendsItsLastWordsWhenItIsDropped) {
  std::promise<std::pair<std::string, int>> ended;
  loopback::Server server([&](Stream peer) {
    std::string all = peer.receive_all();
    ended.set_value({std::move(all), peer.error()});
  });
  Talk talk(server);
  talk.next();
  talk->write("QUIT\r\n");
  talk->shut(How::close);
  talk->drop();
  EXPECT_EQ(ended.get_future().get(), std::pair(std::string("QUIT\r\n"), 0));
}

TEST(Connection, SaysCloseNotifyWhenItIsDropped) {
  std::promise<tls::Engine::State> ended;
  loopback::Server server([&](Stream peer) {
    peer.start_tls(tls::server_context());
    peer.receive_all();
    ended.set_value(peer.engine().state());
  });
  Talk talk(server);
  talk.next();
  talk->handshake();
  talk.next();
  talk->shut(How::close);
  talk->drop();
  EXPECT_EQ(ended.get_future().get(), tls::Engine::State::closed);
}

TEST(Connection, HearsOnAfterAHalfClose) {
  loopback::Server server([](Stream peer) {
    const std::string all = peer.receive_all();
    peer.send("250 " + all);
  });
  Talk talk(server);
  talk.next();
  talk->write("NOOP");
  talk->shut(How::half);
  EXPECT_EQ(talk.next(), "250 NOOP");
  EXPECT_EQ(talk.next(), "closed");
}

TEST(Connection, ResetsWhenAskedTo) {
  std::promise<int> error;
  loopback::Server server([&](Stream peer) {
    peer.receive_all();
    error.set_value(peer.error());
  });
  Talk talk(server);
  talk.next();
  talk->shut(How::reset);
  talk.run_out();
  EXPECT_EQ(error.get_future().get(), ECONNRESET);
}

TEST(Connection, StartsTlsBehindWhatWasWrittenBefore) {
  loopback::Server server([](Stream peer) {
    peer.receive_until("STARTTLS\r\n");
    peer.send("220 go\r\n");
    if (peer.start_tls(tls::server_context())) peer.send("got " + peer.receive_until("\r\n"));
    peer.engine().close();
    peer.send_raw(peer.engine().take_cipher());
    peer.receive_all();
  });
  Talk talk(server);
  talk.next();
  talk->write("STARTTLS\r\n");
  EXPECT_EQ(talk.next(), "220 go\r\n");
  talk->handshake();
  talk->write("EHLO a\r\n");
  EXPECT_THAT(talk.next(), StartsWith("tls TLSv1.3 TLS_"));
  EXPECT_EQ(talk.next(), "got EHLO a\r\n");
  EXPECT_EQ(talk.next(), "closed");
}

TEST(Connection, ShowsPlainTextThatCameInsteadOfTls) {
  loopback::Server server([](Stream peer) {
    peer.receive();
    peer.send("454 4.7.0 not today\r\n");
    peer.receive_all();
  });
  Talk talk(server);
  talk.next();
  talk->handshake();
  EXPECT_EQ(talk.next(), "no tls: plain text came instead of TLS: \"454 4.7.0 not today\\r\\n\"");
}

TEST(Connection, FailsWhereTheHandshakeIsCutOff) {
  loopback::Server server([](Stream peer) { peer.receive(); });
  Talk talk(server);
  talk.next();
  talk->handshake();
  EXPECT_EQ(talk.next(), "no tls: the connection ended in the middle of the handshake");
  EXPECT_EQ(talk.next(), "closed");
}

TEST(Connection, TellsTruncationFromAnEndInOrder) {
  loopback::Server server([](Stream peer) { peer.start_tls(tls::server_context()); });
  Talk talk(server);
  talk.next();
  talk->handshake();
  EXPECT_THAT(talk.next(), StartsWith("tls"));
  EXPECT_THAT(talk.next(), HasSubstr("the connection ended without close_notify"));
}

TEST(Connection, DoesImplicitTls) {
  loopback::Server server([](Stream peer) {
    peer.start_tls(tls::server_context());
    peer.send("220 inside\r\n");
    peer.receive_all();
  });
  const TlsClient implicit{.context = tls::insecure_client(), .server_name = "localhost", .implicit = true};
  Talk talk(Talk::at(server), implicit);
  EXPECT_THAT(talk.next(), StartsWith("connected TLSv1.3"));
  EXPECT_EQ(talk.next(), "220 inside\r\n");
}

TEST(Connection, IsNoneWhereImplicitTlsFails) {
  loopback::Server server([](Stream peer) { peer.send("220 in the clear\r\n"); });
  const TlsClient implicit{.context = tls::insecure_client(), .server_name = "localhost", .implicit = true};
  Talk talk(Talk::at(server), implicit);
  EXPECT_THAT(talk.next(), StartsWith("failed TLS: plain text came instead of TLS: \"220 in the clear"));
}

TEST(Connection, RefusesACertificateThatItDoesNotTrust) {
  loopback::Server server([](Stream peer) { peer.start_tls(tls::server_context()); });
  Talk talk(Talk::at(server), {.context = tls::Context::client({}), .server_name = "localhost"});
  talk.next();
  talk->handshake();
  EXPECT_THAT(talk.next(), HasSubstr("no tls: the certificate was not accepted: self-signed"));
}

}  // namespace
}  // namespace smtpspec::transport
