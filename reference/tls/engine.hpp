#pragma once

#include "reference/tls/context.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace smtpspec::tls {

/// One side of one TLS session, without sockets: cipher octets and plain octets in and out. A client has its
/// first cipher octets ready at once. After receive() or end(): take records until there is none, then look
/// at state(), and send take_cipher(). However the input is cut, what comes out is the same.
class Engine {
 public:
  enum class State : std::uint8_t {
    handshake,
    up,
    closed,  ///< the peer sent close_notify
    failed,  ///< why() says how; take_cipher() may hold an alert for the peer
  };

  /// `server_name`, of a client: sent as SNI if it is a name, and what the certificate is verified against.
  explicit Engine(const Context& context, const std::string& server_name = {});
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  State state() const;
  const std::string& why() const;
  /// Once up: "TLSv1.3 TLS_AES_256_GCM_SHA384".
  std::string session() const;
  /// Of a server: the name that the client asked for, or empty.
  std::string requested_name() const;

  /// Cipher octets from the peer. The engine holds them until their records are taken.
  void receive(std::string_view cipher);
  /// The connection ended: without a close_notify before it, that is a failure.
  void end();
  /// The plain octets of the next complete record, or empty.
  std::string take_record();
  /// Octets that are no TLS: what came instead of a handshake, or behind close_notify.
  std::string take_raw();

  /// Plain octets for the peer, in one record up to 16 KiB, else in as few as possible. Only while up, or
  /// closed by the peer alone.
  void send(std::string_view plain);
  /// Says close_notify. Nothing may be sent after it; the peer may still send.
  void close();
  /// Cipher octets for the peer.
  std::string take_cipher();

 private:
  struct Session;
  std::unique_ptr<Session> session_;
};

}  // namespace smtpspec::tls
