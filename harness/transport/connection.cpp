#include "harness/transport/connection.hpp"

#include "reference/reply/visible.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <cstring>
#include <utility>
#include <vector>

namespace smtpspec::transport {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Socket = asio::generic::stream_protocol::socket;
using How = language::Shut::How;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kPiece = 16 * 1024;
constexpr std::size_t kShownPlainText = 80;

/// A coroutine ends in an exception only by a bug: let it leave run().
constexpr auto kRethrow = [](std::exception_ptr bug) {
  if (bug) std::rethrow_exception(bug);
};

using Addresses = std::vector<Socket::endpoint_type>;

asio::awaitable<tl::expected<Addresses, error_code>> find_addresses(Endpoint endpoint) {
  Addresses addresses;
  if (endpoint.kind == Endpoint::Kind::unix_socket) {
    constexpr std::size_t kLongest = sizeof(sockaddr_un::sun_path) - 1;
    if (endpoint.path.size() > kLongest) co_return tl::unexpected(error_code(asio::error::name_too_long));
    addresses.emplace_back(asio::local::stream_protocol::endpoint(endpoint.path));
    co_return addresses;
  }
  error_code no_address;
  const auto address = asio::ip::make_address(endpoint.host, no_address);
  if (!no_address) {
    addresses.emplace_back(tcp::endpoint(address, endpoint.port));
    co_return addresses;
  }
  tcp::resolver resolver(co_await asio::this_coro::executor);
  const std::string service = std::to_string(endpoint.port);
  const auto [failed, found] = co_await resolver.async_resolve(endpoint.host, service, kAwait);
  if (failed) co_return tl::unexpected(failed);
  for (const auto& entry : found) addresses.emplace_back(entry.endpoint());
  co_return addresses;
}

std::string local_port(const Socket& socket) {
  error_code ignored;
  const auto local = socket.local_endpoint(ignored);
  if (local.data()->sa_family != AF_INET && local.data()->sa_family != AF_INET6) return "a Unix socket";
  tcp::endpoint address;
  std::memcpy(address.data(), local.data(), local.size());
  return "from port " + std::to_string(address.port());
}

}  // namespace

Connection::Connection(asio::io_context& io, std::shared_ptr<const TlsClient> tls, Report report)
    : socket_(io),
      tls_(std::move(tls)),
      report_(std::move(report)) {}

void Connection::connect(Endpoint endpoint) {
  asio::co_spawn(socket_.get_executor(), live(shared_from_this(), std::move(endpoint)), kRethrow);
}

void Connection::write(std::string octets) { order(std::move(octets)); }
void Connection::handshake() { order(StartTls{}); }

void Connection::shut(How how) {
  if (how != How::reset) order(CloseNotify{});
  order(how);
}

void Connection::drop() {
  silent_ = true;
  error_code error;
  // A server that does not read would keep what was not sent, and us, waiting.
  if (writing_) return shut_now(How::reset);
  socket_.non_blocking(true, error);
  for (std::string octets = next_octets(); !octets.empty(); octets = next_octets()) {
    if (socket_.write_some(asio::buffer(octets), error) < octets.size()) return shut_now(How::reset);
  }
  fall_silent();
}

void Connection::fall_silent() {
  silent_ = true;
  error_code ignored;
  socket_.close(ignored);
}

void Connection::order(Order order) {
  orders_.push_back(std::move(order));
  flush_soon();
}

void Connection::flush_soon() {
  if (std::exchange(flushing_, true)) return;
  asio::co_spawn(socket_.get_executor(), flush(shared_from_this()), kRethrow);
}

asio::awaitable<void> Connection::live([[maybe_unused]] Self self, Endpoint endpoint) {
  co_await asio::post(kAwait);
  const auto addresses = co_await find_addresses(std::move(endpoint));
  if (addresses) {
    const auto [error, address] = co_await asio::async_connect(socket_, *addresses, kAwait);
    error_ = error;
  } else {
    error_ = addresses.error();
  }
  if (error_) {
    tell(player::ConnectFailed{error_.message()});
    co_return;
  }
  connected();
  std::array<char, kPiece> piece;
  while (!silent_) {
    const auto [error, size] = co_await socket_.async_read_some(asio::buffer(piece), kAwait);
    if (error) {
      ended(error);
    } else {
      received({piece.data(), size});
    }
  }
}

asio::awaitable<void> Connection::flush([[maybe_unused]] Self self) {
  co_await asio::post(kAwait);
  for (std::string octets = next_octets(); !octets.empty(); octets = next_octets()) {
    writing_ = true;
    const auto [error, size] = co_await asio::async_write(socket_, asio::buffer(octets), kAwait);
    writing_ = false;
    if (!error) continue;
    if (error == asio::error::connection_reset) was_reset_ = true;
    orders_.clear();
  }
  flushing_ = false;
}

std::string Connection::next_octets() {
  while (socket_.is_open()) {
    if (engine_) {
      if (std::string cipher = engine_->take_cipher(); !cipher.empty()) return cipher;
      if (engine_->state() == tls::Engine::State::handshake) return {};
    }
    if (orders_.empty()) return {};
    Order next = std::move(orders_.front());
    orders_.pop_front();
    if (std::string octets = obey(std::move(next)); !octets.empty()) return octets;
  }
  return {};
}

/// What must go out for it at once, unless the engine holds it.
std::string Connection::obey(Order order) {
  const bool tls_is_up = engine_ && engine_->state() != tls::Engine::State::failed;
  if (auto* octets = std::get_if<std::string>(&order)) {
    if (!engine_) return std::move(*octets);
    if (tls_is_up) engine_->send(*octets);
  } else if (std::holds_alternative<StartTls>(order)) {
    begin_tls();
  } else if (std::holds_alternative<CloseNotify>(order)) {
    if (tls_is_up) engine_->close();
  } else {
    shut_now(std::get<How>(order));
  }
  return {};
}

void Connection::begin_tls() {
  if (engine_) return;
  if (!tls_->context) return tls_failed(tls_->context.error());
  handshaking_ = true;
  engine_.emplace(*tls_->context, tls_->server_name);
}

void Connection::shut_now(How how) {
  error_code ignored;
  switch (how) {
    case How::half:
      socket_.shutdown(Socket::shutdown_send, ignored);
      return;
    case How::reset:
      socket_.set_option(Socket::linger(true, 0), ignored);
      break;
    case How::close:
      break;
  }
  fall_silent();
}

void Connection::connected() {
  error_code not_tcp;
  socket_.set_option(tcp::no_delay(true), not_tcp);
  if (tls_->implicit) return handshake();
  told_connected_ = true;
  tell(player::Connected{.tls = false, .detail = local_port(socket_)});
}

void Connection::received(std::string_view octets) {
  if (deaf_) return;
  if (!engine_) return tell(player::Received{std::string(octets)});
  engine_->receive(octets);
  advance_tls();
}

void Connection::advance_tls() {
  if (handshaking_ && engine_->state() != tls::Engine::State::handshake) handshake_ended();
  for (auto record = engine_->take_record(); !record.empty(); record = engine_->take_record())
    tell(player::Received{std::move(record)});
  flush_soon();
  const bool is_over =
      engine_->state() == tls::Engine::State::closed || engine_->state() == tls::Engine::State::failed;
  if (is_over && !deaf_) ended({});
}

void Connection::handshake_ended() {
  handshaking_ = false;
  if (engine_->state() == tls::Engine::State::up) {
    if (std::exchange(told_connected_, true)) return tell(player::TlsStarted{engine_->session()});
    return tell(player::Connected{.tls = true, .detail = engine_->session()});
  }
  std::string why = engine_->why();
  if (const std::string raw = engine_->take_raw(); !raw.empty())
    why += ": \"" + reply::visible(std::string_view(raw).substr(0, kShownPlainText)) + '"';
  tls_failed(std::move(why));
}

void Connection::tls_failed(std::string why) {
  deaf_ = true;
  if (told_connected_) return tell(player::TlsFailed{std::move(why)});
  tell(player::ConnectFailed{"TLS: " + std::move(why)});
  fall_silent();
}

/// Without an error: the TLS session ended, in peace or not, while the connection below it lives.
void Connection::ended(error_code error) {
  if (engine_ && error) engine_->end();
  if (handshaking_) handshake_ended();
  const bool broken = engine_ && !error && engine_->state() == tls::Engine::State::failed;
  const bool reset = was_reset_ || broken || (error && error != asio::error::eof);
  tell(player::PeerClosed{.reset = reset, .why = engine_ && !deaf_ ? engine_->why() : ""});
  silent_ = true;
}

void Connection::tell(player::Event event) {
  if (!silent_) report_(std::move(event));
}

}  // namespace smtpspec::transport
