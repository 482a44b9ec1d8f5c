#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "reference/receiver/faults.hpp"
#include "reference/receiver/site.hpp"
#include "reference/tls/certificate.hpp"

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
  bool keep_messages = false;                   ///< for messages(); without bound
};

/// The bundled reference server: the receiver behind TCP, TLS and Unix sockets. Any number of connections,
/// one thread.
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

  /// From here on a SIGINT or SIGTERM is a stop().
  void stop_at_signals();
  /// Serves until stop().
  void run();
  /// Serves on a thread of its own.
  void start();
  /// From any thread.
  void stop();

  /// The messages taken so far, where `keep_messages`. From any thread.
  std::vector<receiver::Message> messages() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::server
