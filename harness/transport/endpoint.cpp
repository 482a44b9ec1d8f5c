#include "harness/transport/endpoint.hpp"

#include <charconv>

namespace smtpspec::transport {
namespace {

constexpr std::string_view kUnix = "unix:";

tl::unexpected<std::string> refuse(std::string_view text, std::string_view why) {
  return tl::unexpected("'" + std::string(text) + "' " + std::string(why));
}

}  // namespace

tl::expected<Endpoint, std::string> parse_endpoint(std::string_view text) {
  Endpoint endpoint;
  if (text.starts_with(kUnix)) {
    endpoint.kind = Endpoint::Kind::unix_socket;
    endpoint.path = text.substr(kUnix.size());
    if (endpoint.path.empty()) return refuse(text, "names no socket; write unix:/path");
    return endpoint;
  }
  std::string_view rest = text;
  if (rest.starts_with('[')) {
    const auto end = rest.find(']');
    if (end == rest.npos) return refuse(text, "has no ']' behind the address");
    endpoint.host = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  } else {
    const auto colon = rest.find(':');
    if (colon != rest.rfind(':')) return refuse(text, "has several colons; write [address]:port for IPv6");
    endpoint.host = rest.substr(0, colon);
    rest.remove_prefix(endpoint.host.size());
  }
  if (endpoint.host.empty()) return refuse(text, "names no host; write host:port");
  if (rest.empty()) return endpoint;
  if (rest.front() != ':') return refuse(text, "has something other than ':port' behind the address");
  rest.remove_prefix(1);
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), endpoint.port);
  if (error != std::errc{} || end != rest.data() + rest.size() || endpoint.port == 0)
    return refuse(text, "has no port from 1 to 65535 behind the colon");
  return endpoint;
}

std::string address_literal(const Endpoint& endpoint) {
  if (endpoint.kind != Endpoint::Kind::tcp || endpoint.host.empty()) return {};
  if (endpoint.host.find(':') != std::string::npos) return "[IPv6:" + endpoint.host + "]";
  const bool is_ipv4 = endpoint.host.find_first_not_of("0123456789.") == std::string::npos;
  return is_ipv4 ? "[" + endpoint.host + "]" : std::string();
}

std::string to_string(const Endpoint& endpoint) {
  if (endpoint.kind == Endpoint::Kind::unix_socket) return std::string(kUnix) + endpoint.path;
  const bool is_v6 = endpoint.host.find(':') != std::string::npos;
  return (is_v6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" + std::to_string(endpoint.port);
}

}  // namespace smtpspec::transport
