#pragma once

#include "reference/receiver/faults.hpp"
#include "reference/receiver/site.hpp"
#include "reference/tls/certificate.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smtpspec::server {

struct ServerOptions {
  receiver::Site site;
  receiver::Behaviour behaviour;
  std::string address = "127.0.0.1";  ///< an IP address of ours
  std::uint16_t port = 0;             ///< 0: any that is free
  std::string unix_path;              ///< if not empty: a Unix socket, and no TCP
  bool implicit_tls = false;
  std::optional<tls::Certificate> certificate;  ///< none: a self-signed one is made
  std::string store;                            ///< a directory for messages; empty: none
  /// Keeps messages instead of a directory. Called on threads of the server's own, several at once; it may
  /// take its time.
  std::function<receiver::StoreResult(const receiver::Message&)> keep;
  std::size_t max_connections = 500;  ///< at once; who comes then is told 421 (RFC 5321 §3.8, §4.2.3)
};

/// The bundled reference server: the receiver behind TCP, TLS and Unix sockets. One thread for all
/// connections, and some that wait for the disk. A connection holds what one read gives, and one message,
/// however much its client sends: nothing is read while something is written or stored.
class Server {
 public:
  explicit Server(ServerOptions options);
  /// Stops and waits for the thread, if start() made one.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Listens, so that clients can connect from here on; before run() or start(). The error says what is wrong
  /// in words.
  tl::expected<void, std::string> listen();
  /// Once listening: the TCP port, or 0.
  std::uint16_t port() const;

  /// From here on a SIGINT, SIGTERM or SIGHUP is a leave(), and a second one a stop().
  void stop_at_signals();
  /// Serves until leave() or stop().
  void run();
  /// Serves on a thread of its own.
  void start();
  /// Listens no more, tells the clients (421, RFC 5321 §3.8) as soon as what they wait for is done, and ends
  /// run() when all are gone, or after a moment. From any thread.
  void leave();
  /// At once. From any thread.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::server
