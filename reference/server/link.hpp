#pragma once

#include "reference/tls/engine.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace smtpspec::server {

/// One connection below the receiver: octets, in the clear or through TLS, and the idle deadline. One call at
/// a time.
class Link {
 public:
  using Socket = boost::asio::generic::stream_protocol::socket;

  Link(Socket socket, std::chrono::milliseconds idle);

  /// Some octets; none at the end of the connection, the deadline or an interruption.
  boost::asio::awaitable<std::string> read();
  /// False once the peer is gone or does not read before the deadline.
  boost::asio::awaitable<bool> write(std::string octets);
  /// False where the handshake fails. What was no TLS in it is read next.
  boost::asio::awaitable<bool> start_tls(tls::Context context);
  boost::asio::awaitable<void> wait(std::chrono::milliseconds time);
  /// Ends the connection so that what was written before arrives.
  boost::asio::awaitable<void> close();
  void reset();

  /// Between the two it is not the client who is waited for.
  void pause_deadline() { paused_ = true; }
  void resume_deadline();

  bool timed_out() const { return timed_out_; }
  /// The client is waited for again.
  void forgive();
  /// Who waits for octets of the client, or would, waits no more; what is being written is written.
  void interrupt();
  bool interrupted() const { return interrupted_; }
  /// As a Received field names it: "192.0.2.1" or "IPv6:2001:db8::1"; empty for a Unix socket.
  std::string peer_address() const;
  /// Begins to watch the deadline, as long as `owner`, of which this is a part, lives.
  void watch(std::weak_ptr<void> owner);

 private:
  using Clock = std::chrono::steady_clock;
  boost::asio::awaitable<std::size_t> read_some();
  boost::asio::awaitable<bool> write_raw(std::string octets);
  void expect_within(std::chrono::milliseconds time) { deadline_ = Clock::now() + time; }
  void arm_timer();

  Socket socket_;
  std::chrono::milliseconds idle_;
  boost::asio::steady_timer timer_;
  Clock::time_point deadline_;
  std::weak_ptr<void> owner_;
  bool timed_out_ = false;
  bool interrupted_ = false;
  bool reading_ = false;
  bool paused_ = false;
  std::optional<tls::Engine> engine_;
  std::string unread_;
  std::array<char, 16 * 1024> piece_;
};

}  // namespace smtpspec::server
