#include "reference/server/session.hpp"

#include "reference/server/turned.hpp"

#include <array>
#include <ctime>
#include <utility>
#include <variant>

namespace smtpspec::server {
namespace {

namespace asio = boost::asio;

/// RFC 5322 §3.3, whatever the locale.
std::string date_time(std::time_t now) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  std::array<char, 48> text;
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d +0000",
                kDays[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                kMonths[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min,
                utc.tm_sec);
  return text.data();
}

}  // namespace

Session::Session(Link::Socket socket, std::shared_ptr<const Shared> shared)
    : shared_(std::move(shared)),
      link_(std::move(socket), std::chrono::milliseconds(shared_->site->idle_ms)),
      receiver_(shared_->site, shared_->behaviour),
      client_address_(link_.peer_address()) {}

asio::awaitable<void> Session::serve(std::shared_ptr<Session> self) {
  link_.watch(self);
  if (shared_->implicit_tls) {
    const bool is_up = co_await link_.start_tls(shared_->tls);
    if (!is_up) co_return link_.reset();
  }
  Actions actions = receiver_.open(shared_->implicit_tls);
  co_await perform(std::move(actions));
  while (!over_) {
    const std::string octets = co_await link_.read();
    if (!octets.empty()) {
      tell_time();
      actions = receiver_.feed(octets);
    } else if (link_.interrupted()) {
      actions = receiver_.shut_down();
      co_await perform(std::move(actions));
      break;
    } else if (link_.timed_out()) {
      actions = receiver_.expired();
      if (actions.empty()) break;
      link_.forgive();
    } else {
      break;
    }
    co_await perform(std::move(actions));
  }
  if (!over_) co_await end(false);
}

asio::awaitable<void> Session::perform(Actions actions) {
  while (!actions.empty() && !over_) actions = co_await perform_once(std::move(actions));
}

asio::awaitable<receiver::Actions> Session::perform_once(Actions actions) {
  std::string octets;
  Actions next;
  for (auto& action : actions) {
    if (auto* sent = std::get_if<receiver::Send>(&action)) {
      octets += sent->octets;
    } else if (const auto* step = std::get_if<receiver::SaslStep>(&action)) {
      next = step_sasl(*step);
    } else {
      std::string due;
      due.swap(octets);
      co_await send(std::move(due));
      if (over_) break;
      if (const auto* delay = std::get_if<receiver::Delay>(&action)) {
        co_await link_.wait(delay->time);
      } else if (const auto* close = std::get_if<receiver::Close>(&action)) {
        co_await end(close->reset);
      } else if (std::holds_alternative<receiver::StartTls>(action)) {
        next = co_await start_tls();
      } else if (auto* stored = std::get_if<receiver::Store>(&action)) {
        next = co_await store(std::move(stored->message));
      } else {
        co_await play_sender();
      }
    }
  }
  co_await send(std::move(octets));
  co_return next;
}

asio::awaitable<void> Session::send(std::string octets) {
  if (octets.empty() || over_) co_return;
  const bool written = co_await link_.write(std::move(octets));
  if (written) co_return;
  over_ = true;
  link_.reset();
}

asio::awaitable<receiver::Actions> Session::start_tls() {
  const bool is_up = co_await link_.start_tls(shared_->tls);
  co_return is_up ? receiver_.tls_started() : receiver_.tls_failed();
}

asio::awaitable<receiver::Actions> Session::store(receiver::Message message) {
  link_.pause_deadline();
  const receiver::StoreResult result = co_await shared_->keep(std::move(message));
  link_.resume_deadline();
  co_return receiver_.stored(result);
}

asio::awaitable<void> Session::end(bool reset) {
  over_ = true;
  if (reset) co_return link_.reset();
  co_await link_.close();
}

asio::awaitable<void> Session::play_sender() {
  TurnedSender sender(shared_->site->host);
  while (!sender.finished() && !over_) {
    const std::string octets = co_await link_.read();
    if (octets.empty()) break;
    std::string due = sender.feed(octets);
    co_await send(std::move(due));
  }
  if (!over_) co_await end(false);
}

receiver::Actions Session::step_sasl(const receiver::SaslStep& step) {
  if (!sasl_) sasl_ = std::make_unique<SaslServer>(shared_->site->credentials);
  return receiver_.sasl(sasl_->step(step));
}

void Session::tell_time() {
  const std::time_t now = std::time(nullptr);
  if (std::exchange(told_time_, static_cast<long long>(now)) == now) return;
  receiver_.set_circumstances({.client_address = client_address_, .date = date_time(now)});
}

}  // namespace smtpspec::server
