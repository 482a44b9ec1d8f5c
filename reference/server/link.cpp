#include "reference/server/link.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <cstring>
#include <memory>
#include <utility>

namespace smtpspec::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
/// How long, and for how much, a closed connection is still read, so that our last words are not lost in a
/// reset.
constexpr std::chrono::milliseconds kFarewell{1000};
constexpr std::size_t kFarewellOctets = 256 * 1024;

}  // namespace

Link::Link(Socket socket, std::chrono::milliseconds idle)
    : socket_(std::move(socket)),
      idle_(idle),
      timer_(socket_.get_executor()),
      deadline_(Clock::now() + idle) {
  error_code not_tcp;
  socket_.set_option(tcp::no_delay(true), not_tcp);
}

void Link::watch(std::weak_ptr<void> owner) {
  owner_ = std::move(owner);
  arm_timer();
}

/// The deadline moves with every call, the timer only when it fires: then it is late, or armed again.
void Link::arm_timer() {
  timer_.expires_at(deadline_);
  timer_.async_wait([this, owner = owner_](error_code cancelled) {
    const auto alive = owner.lock();
    if (cancelled || !alive || !socket_.is_open()) return;
    if (paused_) expect_within(idle_);
    if (Clock::now() >= deadline_) {
      timed_out_ = true;
      error_code ignored;
      socket_.cancel(ignored);
      expect_within(kFarewell);
    }
    arm_timer();
  });
}

void Link::forgive() {
  timed_out_ = false;
  expect_within(idle_);
}

void Link::interrupt() {
  interrupted_ = true;
  error_code ignored;
  if (reading_) socket_.cancel(ignored);
}

void Link::resume_deadline() {
  paused_ = false;
  expect_within(idle_);
}

asio::awaitable<std::size_t> Link::read_some() {
  if (timed_out_) co_return 0;
  const auto [error, size] = co_await socket_.async_read_some(asio::buffer(piece_), kAwait);
  co_return error ? 0 : size;
}

asio::awaitable<std::string> Link::read() {
  if (interrupted_) co_return std::string{};
  expect_within(idle_);
  if (!unread_.empty()) co_return std::exchange(unread_, {});
  for (;;) {
    if (engine_) {
      std::string record = engine_->take_record();
      if (!record.empty() || engine_->state() != tls::Engine::State::up) co_return record;
    }
    reading_ = true;
    const std::size_t size = co_await read_some();
    reading_ = false;
    if (size == 0 || !engine_) co_return std::string(piece_.data(), size);
    engine_->receive({piece_.data(), size});
  }
}

asio::awaitable<bool> Link::write(std::string octets) {
  expect_within(idle_);
  if (engine_) {
    if (engine_->state() == tls::Engine::State::failed) co_return false;
    engine_->send(octets);
    octets = engine_->take_cipher();
  }
  const bool written = co_await write_raw(std::move(octets));
  co_return written;
}

asio::awaitable<bool> Link::write_raw(std::string octets) {
  const auto [error, size] = co_await asio::async_write(socket_, asio::buffer(octets), kAwait);
  co_return !error;
}

asio::awaitable<bool> Link::start_tls(tls::Context context) {
  expect_within(idle_);
  engine_.emplace(context);
  while (engine_->state() == tls::Engine::State::handshake) {
    const std::size_t size = co_await read_some();
    if (size == 0) break;
    engine_->receive({piece_.data(), size});
    std::string cipher = engine_->take_cipher();
    const bool written = co_await write_raw(std::move(cipher));
    if (!written) break;
  }
  if (engine_->state() == tls::Engine::State::up) co_return true;
  unread_ = engine_->take_raw();
  engine_.reset();
  co_return false;
}

asio::awaitable<void> Link::wait(std::chrono::milliseconds time) {
  asio::steady_timer timer(socket_.get_executor(), time);
  co_await timer.async_wait(kAwait);
}

asio::awaitable<void> Link::close() {
  expect_within(kFarewell);
  arm_timer();
  if (engine_) {
    engine_->close();
    std::string cipher = engine_->take_cipher();
    co_await write_raw(std::move(cipher));
  }
  error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  std::size_t heard = 0;
  for (std::size_t size = 1; size > 0 && heard < kFarewellOctets; heard += size) size = co_await read_some();
  timer_.cancel();
  socket_.close(ignored);
}

void Link::reset() {
  error_code ignored;
  socket_.set_option(Socket::linger(true, 0), ignored);
  socket_.close(ignored);
}

std::string Link::peer_address() const {
  error_code ignored;
  const auto peer = socket_.remote_endpoint(ignored);
  if (peer.data()->sa_family != AF_INET && peer.data()->sa_family != AF_INET6) return {};
  tcp::endpoint address;
  std::memcpy(address.data(), peer.data(), peer.size());
  return (address.address().is_v6() ? "IPv6:" : "") + address.address().to_string();
}

}  // namespace smtpspec::server
