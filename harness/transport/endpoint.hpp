#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace smtpspec::transport {

/// Where a server listens.
struct Endpoint {
  enum class Kind : std::uint8_t { tcp, unix_socket } kind = Kind::tcp;
  std::string host;         ///< tcp: a name or an address, without brackets
  std::uint16_t port = 25;  ///< tcp
  std::string path;         ///< unix_socket
  bool operator==(const Endpoint&) const = default;
};

/// Reads "host:port", "host" (port 25), "[v6]:port" or "unix:/path". The error says in words what is wrong.
tl::expected<Endpoint, std::string> parse_endpoint(std::string_view text);

/// "[192.0.2.1]" or "[IPv6:2001:db8::1]" (RFC 5321 §4.1.3); empty where the host is a name or a socket.
std::string address_literal(const Endpoint& endpoint);

/// The inverse of parse_endpoint().
std::string to_string(const Endpoint& endpoint);

}  // namespace smtpspec::transport
