#include "harness/transport/network.hpp"

#include "harness/transport/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <csignal>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace smtpspec::transport {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

Millis clock_now() { return std::chrono::duration_cast<Millis>(Clock::now().time_since_epoch()); }
Clock::time_point at(Millis moment) { return Clock::time_point(moment); }

tl::expected<tls::Context, std::string> client_context(const TlsOptions& options) {
  return tls::Context::client(
      {.insecure = options.insecure, .ca_file = options.ca_file, .legacy = options.legacy});
}

/// Drives one play: its acts become calls of connections, what these report becomes its events, and one timer
/// wakes it.
class Driver : public std::enable_shared_from_this<Driver> {
 public:
  Driver(asio::io_context& io, player::Play play, Endpoint endpoint, std::shared_ptr<const TlsClient> tls,
         std::function<void()> finished)
      : io_(io),
        play_(std::move(play)),
        endpoint_(std::move(endpoint)),
        tls_(std::move(tls)),
        timer_(io),
        finished_(std::move(finished)) {}

  void begin() { perform(play_.begin(clock_now())); }
  player::Result take_result() { return play_.take_result(); }

 private:
  void perform(const player::Acts& acts) {
    for (const auto& act : acts) std::visit([this](const auto& what) { perform(what); }, act);
    settle();
  }
  void perform(const player::Connect& act) {
    auto report = [weak = weak_from_this(), index = act.connection](player::Event event) {
      if (const auto driver = weak.lock()) driver->on(index, std::move(event));
    };
    auto& connection = connections_[act.connection];
    connection = std::make_shared<Connection>(io_, tls_, std::move(report));
    connection->connect(endpoint_);
  }
  void perform(const player::Write& act) { connections_.at(act.connection)->write(act.octets); }
  void perform(const player::HandshakeTls& act) { connections_.at(act.connection)->handshake(); }
  void perform(const player::CloseConnection& act) { connections_.at(act.connection)->shut(act.how); }

  void on(int connection, player::Event event) {
    if (ended_) return;
    const Millis now = clock_now();
    perform(play_.on(connection, event, now));
    if (!ended_ && play_.deadline() <= now) wake();
  }

  void wake() {
    const Millis now = clock_now();
    if (!ended_ && play_.deadline() && play_.deadline() <= now) perform(play_.wake(now));
  }

  /// After every step: either it is over, or the timer stands at the deadline or before it.
  void settle() {
    if (play_.finished()) return end();
    const auto deadline = play_.deadline();
    if (!deadline || (armed_ && *armed_ <= *deadline)) return;
    armed_ = deadline;
    timer_.expires_at(at(*deadline));
    timer_.async_wait([self = shared_from_this()](error_code cancelled) {
      if (cancelled) return;
      self->armed_.reset();
      self->wake();
      if (!self->ended_) self->settle();
    });
  }

  void end() {
    if (std::exchange(ended_, true)) return;
    timer_.cancel();
    for (auto& [index, connection] : connections_) connection->drop();
    connections_.clear();
    finished_();
  }

  asio::io_context& io_;
  player::Play play_;
  Endpoint endpoint_;
  std::shared_ptr<const TlsClient> tls_;
  asio::steady_timer timer_;
  std::optional<Millis> armed_;
  std::map<int, std::shared_ptr<Connection>> connections_;
  std::function<void()> finished_;
  bool ended_ = false;
};

}  // namespace

struct Network::State {
  asio::io_context io{1};
  asio::signal_set signals{io};
  asio::io_context aside{1};  ///< hears every signal, too, and can be polled inside a callback of `io`
  asio::signal_set heard{aside};
  bool signalled = false;
  std::function<void(int)> on_signal;
  std::atomic<int> pending{0};  ///< plays, probes, timers and posts: when none is left, run() returns
  std::unordered_set<std::shared_ptr<Driver>> drivers;
  std::map<std::tuple<bool, std::string, bool>, tl::expected<tls::Context, std::string>> contexts;

  void done() {
    if (--pending == 0) signals.cancel();
  }
  /// A handler that counts as pending until it has run.
  auto counted(std::function<void()> then) {
    ++pending;
    return [this, then = std::move(then)](auto&&...) {
      then();
      done();
    };
  }
  void await_signal() {
    signals.async_wait([this](error_code cancelled, int number) {
      if (cancelled) return;
      on_signal(number);
      if (pending > 0) await_signal();
    });
  }

  std::shared_ptr<const TlsClient> tls_client(const Endpoint& endpoint, const TlsOptions& options) {
    const auto key = std::tuple(options.insecure, options.ca_file, options.legacy);
    auto found = contexts.find(key);
    if (found == contexts.end()) found = contexts.emplace(key, client_context(options)).first;
    return std::make_shared<TlsClient>(
        TlsClient{.context = found->second,
                  .server_name = options.server_name.empty() ? endpoint.host : options.server_name,
                  .implicit = options.implicit});
  }
};

std::string unusable(const TlsOptions& options) {
  const auto context = client_context(options);
  return context ? std::string() : context.error();
}

Network::Network() : state_(std::make_unique<State>()) {}
Network::~Network() = default;

Millis Network::now() const { return clock_now(); }

void Network::play(player::Play play, Endpoint endpoint, TlsOptions tls,
                   std::function<void(player::Result)> done) {
  auto client = state_->tls_client(endpoint, tls);
  auto slot = std::make_shared<std::weak_ptr<Driver>>();
  auto finished = state_->counted([this, slot, done = std::move(done)] {
    const auto driver = slot->lock();
    state_->drivers.erase(driver);
    done(driver->take_result());
  });
  auto driver = std::make_shared<Driver>(state_->io, std::move(play), std::move(endpoint), std::move(client),
                                         [this, finished] { asio::post(state_->io, finished); });
  *slot = driver;
  state_->drivers.insert(driver);
  asio::post(state_->io, [driver] { driver->begin(); });
}

void Network::probe(Endpoint endpoint, Millis timeout, std::function<void(Probe)> done) {
  struct Trial {
    std::shared_ptr<Connection> connection;
    asio::steady_timer timer;
    Millis began;
    std::function<void(Probe)> done;

    void end(Probe probe) {
      if (!done) return;
      probe.took = clock_now() - began;
      timer.cancel();
      connection->drop();
      std::exchange(done, nullptr)(std::move(probe));
    }
  };
  ++state_->pending;
  auto tls = state_->tls_client(endpoint, {});
  auto trial = std::make_shared<Trial>(Trial{nullptr, asio::steady_timer(state_->io, timeout), clock_now(),
                                             [this, done = std::move(done)](Probe probe) {
                                               done(std::move(probe));
                                               state_->done();
                                             }});
  trial->connection = std::make_shared<Connection>(
      state_->io, std::move(tls), [weak = std::weak_ptr(trial)](player::Event event) {
        const auto tried = weak.lock();
        if (!tried) return;
        if (std::holds_alternative<player::Connected>(event))
          return tried->end({.outcome = Probe::Outcome::connected});
        const auto* failed = std::get_if<player::ConnectFailed>(&event);
        if (failed == nullptr) return;
        const auto error = tried->connection->error();
        const bool refused =
            error == asio::error::connection_refused || error == asio::error::basic_errors(ENOENT);
        tried->end(
            {.outcome = refused ? Probe::Outcome::refused : Probe::Outcome::failed, .why = failed->why});
      });
  trial->timer.async_wait([trial](error_code cancelled) {
    if (!cancelled) trial->end({.outcome = Probe::Outcome::timed_out, .why = "no answer"});
  });
  trial->connection->connect(std::move(endpoint));
}

void Network::after(Millis delay, std::function<void()> then) {
  auto timer = std::make_shared<asio::steady_timer>(state_->io, delay);
  timer->async_wait([timer, run = state_->counted(std::move(then))](error_code) { run(); });
}

void Network::post(std::function<void()> then) { asio::post(state_->io, state_->counted(std::move(then))); }

void Network::on_signal(std::function<void(int)> then) {
  if (!std::exchange(state_->on_signal, std::move(then))) {
    for (asio::signal_set* const set : {&state_->signals, &state_->heard}) {
      set->add(SIGINT);
      set->add(SIGTERM);
      set->add(SIGHUP);
    }
    state_->heard.async_wait([this](error_code cancelled, int) { state_->signalled = !cancelled; });
  }
}

bool Network::signalled() {
  state_->aside.poll();
  return state_->signalled;
}

void Network::run() {
  state_->io.restart();
  if (state_->on_signal && state_->pending > 0) state_->await_signal();
  state_->io.run();
}

void Network::stop() { state_->io.stop(); }

}  // namespace smtpspec::transport
