#pragma once

#include "reference/tls/engine.hpp"

#include <atomic>
#include <cstring>
#include <functional>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

/// Blocking sockets on loopback, for tests that need the other side.
namespace smtpspec::loopback {

/// One end of a connection. Octets go out and come in as they are, or through TLS once that was started.
class Stream {
 public:
  explicit Stream(int fd) : fd_(fd) {}
  Stream(Stream&& other) noexcept : fd_(std::exchange(other.fd_, -1)), engine_(std::move(other.engine_)) {}
  Stream& operator=(Stream&&) = delete;
  ~Stream() { close(); }

  static Stream connect(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  static Stream connect_unix(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    return connect(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }

  /// False once the peer is gone.
  bool send(std::string_view octets) {
    if (!engine_) return send_raw(octets);
    engine_->send(octets);
    return send_raw(engine_->take_cipher());
  }
  bool send_raw(std::string_view octets) {
    while (!octets.empty()) {
      const auto sent = ::send(fd_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      octets.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  /// As much as the sockets between us take without waiting: how many octets.
  std::size_t send_at_once(std::string_view octets) {
    const auto sent = ::send(fd_, octets.data(), octets.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return sent > 0 ? static_cast<std::size_t>(sent) : 0;
  }
  /// What has arrived, at least one octet; empty at the end, be it in order or not.
  std::string receive() {
    for (;;) {
      if (engine_) {
        if (auto record = engine_->take_record(); !record.empty()) return record;
        if (engine_->state() != tls::Engine::State::up) return {};
      }
      std::string octets = receive_raw();
      if (!engine_ || octets.empty()) return octets;
      engine_->receive(octets);
    }
  }
  std::string receive_raw() {
    char buffer[16384];
    const auto got = ::recv(fd_, buffer, sizeof buffer, 0);
    error_ = got < 0 ? errno : 0;
    return got > 0 ? std::string(buffer, static_cast<std::size_t>(got)) : std::string();
  }
  /// Everything up to `ending`, or to the end of the stream.
  std::string receive_until(std::string_view ending) {
    std::string all;
    while (!all.ends_with(ending)) {
      std::string more = receive();
      if (more.empty()) break;
      all += more;
    }
    return all;
  }
  std::string receive_all() {
    std::string all;
    for (std::string more = receive(); !more.empty(); more = receive()) all += more;
    return all;
  }
  /// Waits until the peer has closed, without reading.
  void wait_for_hang_up() const {
    pollfd hang_up{.fd = fd_, .events = POLLRDHUP, .revents = 0};
    ::poll(&hang_up, 1, -1);
  }
  /// The errno of the last receive, 0 at an orderly end.
  int error() const { return error_; }

  /// Both halves of a handshake; true once it is up.
  bool start_tls(const tls::Context& context, const std::string& name = {}) {
    engine_.emplace(context, name);
    while (send_raw(engine_->take_cipher()) && engine_->state() == tls::Engine::State::handshake) {
      const std::string octets = receive_raw();
      if (octets.empty()) break;
      engine_->receive(octets);
    }
    return engine_->state() == tls::Engine::State::up;
  }
  tls::Engine& engine() { return *engine_; }

  void half_close() { ::shutdown(fd_, SHUT_WR); }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }
  void reset() {
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
  }
  std::uint16_t peer_port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getpeername(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
  }

 private:
  static Stream connect(int family, const sockaddr* address, socklen_t size) {
    Stream stream(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(stream.fd_, address, size) != 0) throw std::runtime_error(std::strerror(errno));
    return stream;
  }

  int fd_;
  int error_ = 0;
  std::optional<tls::Engine> engine_;
};

/// A server that treats every connection by the same function, one after the other, on a thread of its own.
class Server {
 public:
  explicit Server(std::function<void(Stream)> treat)
      : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error(std::strerror(errno));
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, treat = std::move(treat)] {
      for (int fd = ::accept(listener_, nullptr, nullptr); fd >= 0 && !stopping_;
           fd = ::accept(listener_, nullptr, nullptr))
        treat(Stream(fd));
    });
  }
  ~Server() {
    stopping_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  std::uint16_t port() const { return port_; }

 private:
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace smtpspec::loopback
