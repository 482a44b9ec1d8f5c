#pragma once

#include "harness/player/player.hpp"
#include "harness/transport/endpoint.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace smtpspec::transport {

using Millis = std::chrono::milliseconds;

/// How the client does TLS.
struct TlsOptions {
  bool implicit = false;    ///< TLS from the first octet (RFC 8314 §3); else only when the play asks for it
  bool insecure = true;     ///< any certificate will do
  std::string ca_file;      ///< PEM; empty: the system's store. Read only where `insecure` is false
  std::string server_name;  ///< SNI and the name verified; empty: the endpoint's host, if it is a name
  bool legacy = false;      ///< OpenSSL's lowest security level and TLS 1.0, to reach what is old
};

/// Why no client can be made of them (a file of certificates that is none), in words; or nothing.
std::string unusable(const TlsOptions& options);

/// What came of trying to connect.
struct Probe {
  enum class Outcome : std::uint8_t { connected, refused, timed_out, failed } outcome = Outcome::failed;
  std::string why;  ///< in words; empty where connected
  Millis took{0};
};

/// Everything that waits: connections, timers and signals on one thread. Callbacks run inside run(), may call
/// any member, and must not throw.
class Network {
 public:
  Network();
  ~Network();
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  /// Milliseconds on the clock that plays are given; never goes back.
  Millis now() const;

  /// Plays a case on connections of its own. `done` is called once, when the play has finished; its
  /// connections are closed by then. Memory per connection is bounded whatever the server sends: octets reach
  /// the play in pieces of at most 16 KiB, and nothing is read once the play has finished.
  void play(player::Play play, Endpoint endpoint, TlsOptions tls, std::function<void(player::Result)> done);

  /// Connects, closes at once and says how it went. Never takes longer than `timeout`.
  void probe(Endpoint endpoint, Millis timeout, std::function<void(Probe)> done);

  /// Calls `then` once, after `delay`.
  void after(Millis delay, std::function<void()> then);

  /// Calls `then` inside run(). The only member that another thread may call, but for stop().
  void post(std::function<void()> then);

  /// Calls `then` with the number of each SIGINT, SIGTERM and SIGHUP that arrives while run() runs, instead
  /// of dying of it.
  void on_signal(std::function<void(int)> then);
  /// Whether one has come since on_signal(): for who is kept from run(), or keeps others from it.
  bool signalled();

  /// Returns when no play, probe or timer is left, or after stop().
  void run();
  /// Makes run() return soon. Plays that have not finished are dropped, and their `done` is never called.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::transport
