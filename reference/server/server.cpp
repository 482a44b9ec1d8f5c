#include "reference/server/server.hpp"

#include "reference/server/session.hpp"
#include "reference/server/store.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <thread>
#include <unistd.h>
#include <unordered_set>
#include <utility>

namespace smtpspec::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr auto kResult = asio::use_awaitable;
/// How long to wait when no connection can be taken: out of descriptors, most often.
constexpr std::chrono::milliseconds kBreath{100};
/// How long what is under way may take once the server is to leave: less than who started it waits.
constexpr std::chrono::milliseconds kGrace{1500};

/// Messages that are being stored at the same time: most of that is waiting for a disk.
constexpr std::size_t kStoringThreads = 4;

/// A coroutine ends in an exception only by a bug: let it leave run().
constexpr auto kRethrow = [](std::exception_ptr bug) {
  if (bug) std::rethrow_exception(bug);
};

using Keep = std::function<receiver::StoreResult(const receiver::Message&)>;

/// On a thread that may wait. Both outlive it.
asio::awaitable<receiver::StoreResult> store_with(const Keep& keep, const receiver::Message& message) {
  co_return keep(message);
}

/// Says that there are too many connections (RFC 5321 §4.2.3), and closes.
asio::awaitable<void> turn_away(std::shared_ptr<Link> link, std::string host) {
  link->watch(link);
  co_await link->write("421 " + host + " Too many connections, try again later\r\n");
  co_await link->close();
}

}  // namespace

struct Server::State {
  explicit State(ServerOptions given) : options(std::move(given)) {}

  ServerOptions options;
  asio::io_context io{1};
  Acceptor acceptor{io};
  asio::signal_set signals{io};
  std::thread thread;
  std::shared_ptr<const Shared> shared;
  std::size_t connections = 0;
  std::unordered_set<Session*> sessions;
  bool listening = false, leaving = false;
  asio::steady_timer grace{io};
  asio::thread_pool storing{kStoringThreads};  // the last, so that it ends before what it uses

  tl::expected<void, std::string> prepare();
  tl::expected<void, std::string> bind();
  asio::awaitable<receiver::StoreResult> keep(receiver::Message message);
  asio::awaitable<void> accept();
  void serve(Link::Socket socket);
  void leave();
  void stop_listening();
  void end_if_left();
};

tl::expected<void, std::string> Server::State::prepare() {
  if (!options.store.empty()) {
    auto opened = Store::open(options.store);
    if (!opened) return tl::unexpected(std::move(opened.error()));
    options.keep = [store = std::shared_ptr<Store>(std::move(*opened))](const receiver::Message& message) {
      return store->keep(message);
    };
  }
  const auto certificate = options.certificate
                               ? *options.certificate
                               : tls::make_self_signed({options.site.host, "localhost", "127.0.0.1", "::1"});
  auto context = tls::Context::server({.certificate = certificate});
  if (!context) return tl::unexpected(std::move(context.error()));
  shared =
      std::make_shared<Shared>(Shared{.site = std::make_shared<receiver::Site>(options.site),
                                      .behaviour = options.behaviour,
                                      .tls = *context,
                                      .implicit_tls = options.implicit_tls,
                                      .keep = [this](auto message) { return keep(std::move(message)); }});
  return {};
}

tl::expected<void, std::string> Server::State::bind() {
  error_code error;
  asio::generic::stream_protocol::endpoint endpoint;
  const bool is_unix = !options.unix_path.empty();
  if (is_unix) {
    constexpr std::size_t kLongest = sizeof(sockaddr_un::sun_path) - 1;
    if (options.unix_path.size() > kLongest)
      return tl::unexpected(options.unix_path + ": too long for a socket");
    endpoint = asio::local::stream_protocol::endpoint(options.unix_path);
  } else {
    const auto address = asio::ip::make_address(options.address, error);
    if (error) return tl::unexpected("'" + options.address + "' is no IP address");
    endpoint = tcp::endpoint(address, options.port);
  }
  acceptor.open(endpoint.protocol(), error);
  if (!error && !is_unix) acceptor.set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(Acceptor::max_listen_connections, error);
  listening = !error;
  if (listening) return {};
  const std::string where =
      is_unix ? options.unix_path : options.address + ":" + std::to_string(options.port);
  return tl::unexpected("cannot listen on " + where + ": " + error.message());
}

asio::awaitable<receiver::StoreResult> Server::State::keep(receiver::Message message) {
  if (!options.keep) co_return receiver::StoreResult::kept;
  co_return co_await asio::co_spawn(storing, store_with(options.keep, message), kResult);
}

asio::awaitable<void> Server::State::accept() {
  while (!leaving) {
    auto [error, socket] = co_await acceptor.async_accept(kAwait);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      asio::steady_timer breath(io, kBreath);
      co_await breath.async_wait(kAwait);
      continue;
    }
    serve(std::move(socket));
  }
}

/// One client more, or one too many. Where even those who are being turned away are too many, and where a
/// word would have to be said inside TLS, the connection is closed without one.
void Server::State::serve(Link::Socket socket) {
  if (leaving) return;
  const bool full = connections >= options.max_connections;
  if (full && (options.implicit_tls || connections >= 2 * options.max_connections)) return;
  ++connections;
  const auto ended = [this](std::exception_ptr bug) {
    --connections;
    end_if_left();
    kRethrow(bug);
  };
  if (full) {
    auto link = std::make_shared<Link>(std::move(socket), std::chrono::milliseconds(options.site.idle_ms));
    asio::co_spawn(io, turn_away(std::move(link), options.site.host), ended);
  } else {
    auto session = std::make_shared<Session>(std::move(socket), shared);
    sessions.insert(session.get());
    asio::co_spawn(io, session->serve(session),
                   [this, ended, served = session.get()](std::exception_ptr bug) {
                     sessions.erase(served);
                     ended(bug);
                   });
  }
}

void Server::State::leave() {
  leaving = true;
  stop_listening();
  for (Session* session : sessions) session->shut_down();
  grace.expires_after(kGrace);
  grace.async_wait([this](error_code cancelled) {
    if (!cancelled) io.stop();
  });
  signals.async_wait([this](error_code cancelled, int) {
    if (!cancelled) io.stop();
  });
  end_if_left();
}

void Server::State::stop_listening() {
  if (!std::exchange(listening, false)) return;
  error_code ignored;
  acceptor.close(ignored);
  if (!options.unix_path.empty()) ::unlink(options.unix_path.c_str());
}

void Server::State::end_if_left() {
  if (!leaving || connections > 0) return;
  grace.cancel();
  signals.cancel();
}

Server::Server(ServerOptions options) : state_(std::make_unique<State>(std::move(options))) {}

Server::~Server() {
  stop();
  if (state_->thread.joinable()) state_->thread.join();
  state_->stop_listening();
}

tl::expected<void, std::string> Server::listen() {
  return state_->prepare().and_then([this] { return state_->bind(); });
}

std::uint16_t Server::port() const {
  if (!state_->options.unix_path.empty()) return 0;
  error_code ignored;
  const auto local = state_->acceptor.local_endpoint(ignored);
  tcp::endpoint address;
  std::memcpy(address.data(), local.data(), std::min(local.size(), address.capacity()));
  return address.port();
}

void Server::stop_at_signals() {
  state_->signals.add(SIGINT);
  state_->signals.add(SIGTERM);
  state_->signals.add(SIGHUP);
  state_->signals.async_wait([this](error_code, int) { state_->leave(); });
}

void Server::run() {
  asio::co_spawn(state_->io, state_->accept(), kRethrow);
  state_->io.run();
}

void Server::start() {
  state_->thread = std::thread([this] { run(); });
}

void Server::leave() {
  asio::post(state_->io, [this] { state_->leave(); });
}

void Server::stop() { state_->io.stop(); }

}  // namespace smtpspec::server
