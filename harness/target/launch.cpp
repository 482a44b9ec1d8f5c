#include "harness/target/launch.hpp"

#include "harness/target/own_group.hpp"
#include "harness/transport/network.hpp"

#include <boost/asio/connect_pipe.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/writable_pipe.hpp>
#include <boost/process/v2/process.hpp>
#include <boost/process/v2/stdio.hpp>
#include <fmt/format.h>

#include <array>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace smtpspec::target {
namespace {

namespace asio = boost::asio;
namespace process = boost::process::v2;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

constexpr std::size_t kTail = 16 * 1024;
constexpr auto kGrace = 2s;  // between TERM and KILL
constexpr auto kFirstWait = 5ms, kLongestWait = 250ms;
constexpr auto kProbe = 1s;

std::string replace_all(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

bool accepts(const transport::Endpoint& endpoint) {
  bool connected = false;
  transport::Network network;
  network.probe(endpoint, kProbe, [&](const transport::Probe& probe) {
    connected = probe.outcome == transport::Probe::Outcome::connected;
  });
  network.run();
  return connected;
}

}  // namespace

std::string Exit::text() const {
  if (signal == 0) return fmt::format("exit status {}", status);
  const char* name = ::sigabbrev_np(signal);
  return name != nullptr ? fmt::format("killed by SIG{}", name) : fmt::format("killed by signal {}", signal);
}

std::uint16_t free_port() {
  using asio::ip::tcp;
  asio::io_context io;
  return tcp::acceptor(io, {asio::ip::address_v4::loopback(), 0}).local_endpoint().port();
}

/// A thread of its own reads what the process writes and waits for its end; the others ask under the lock.
struct Launched::State {
  LaunchOptions options;
  transport::Endpoint endpoint;
  std::filesystem::path dir;
  std::string why;

  asio::io_context io{1};
  std::optional<asio::readable_pipe> output;
  std::optional<process::process> child;
  std::jthread thread;
  std::array<char, 4096> buffer{};

  mutable std::mutex mutex;
  std::condition_variable changed;
  bool running = false, stopping = false, watched = true;
  std::optional<Exit> exit;
  std::string tail;

  explicit State(LaunchOptions given) : options(std::move(given)) {
    endpoint = options.at.value_or(transport::Endpoint{.host = "127.0.0.1", .port = free_port()});
    std::error_code none;
    std::string pattern = (std::filesystem::temp_directory_path(none) / "smtpspec-XXXXXX").string();
    if (!none && ::mkdtemp(pattern.data()) != nullptr) dir = pattern;
  }

  ~State() {
    stop();
    std::error_code ignored;
    if (!dir.empty()) std::filesystem::remove_all(dir, ignored);
  }

  void keep(std::size_t n) {
    const std::scoped_lock lock(mutex);
    tail.append(buffer.data(), n);
    if (tail.size() > kTail) tail.erase(0, tail.size() - kTail);
  }

  void read() {
    output->async_read_some(asio::buffer(buffer), [this](error_code error, std::size_t n) {
      keep(n);
      if (!error) read();
    });
  }

  /// What a process that ended had still written; its children may hold the pipe open.
  void read_last_words() {
    for (ssize_t n = 1; n > 0;) {
      n = ::read(output->native_handle(), buffer.data(), buffer.size());  // Asio made it non-blocking
      if (n > 0) keep(static_cast<std::size_t>(n));
    }
  }

  void note_exit() {
    read_last_words();
    const int native = child->native_exit_code();
    const std::scoped_lock lock(mutex);
    running = false;
    exit = WIFSIGNALED(native) ? Exit{.signal = WTERMSIG(native)} : Exit{.status = WEXITSTATUS(native)};
    changed.notify_all();
  }

  bool spawn() {
    std::string command = replace_all(options.command, "{port}", std::to_string(endpoint.port));
    command = replace_all(std::move(command), "{dir}", dir.string());
    command = replace_all(std::move(command), "{sink}", std::to_string(options.sink_port));
    std::fflush(nullptr);  // a failing exec would flush our buffers a second time
    io.restart();
    output.emplace(io);
    try {
      asio::writable_pipe input(io);
      asio::connect_pipe(*output, input);
      child.emplace(io, process::filesystem::path("/bin/sh"),
                    std::initializer_list<process::string_view>{"-c", command},
                    process::process_stdio{nullptr, input, input}, OwnGroup{});
    } catch (const std::exception& failed) {
      why = fmt::format("cannot start it: {}", failed.what());
      return false;
    }
    ::setpgid(child->id(), child->id());
    {
      const std::scoped_lock lock(mutex);
      running = true;
      stopping = false;
      exit.reset();
      tail.clear();
    }
    read();
    child->async_wait([this](error_code, int) { note_exit(); });
    thread = std::jthread([this] { io.run(); });
    return true;
  }

  /// Waits for the end of the process, at most `time`. True: it has ended.
  bool wait_ended(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, time, [this] { return !running; });
  }

  /// It ended well before it listened: what was started has put itself into the background, where we cannot
  /// watch it.
  bool detaches() const {
    const std::scoped_lock lock(mutex);
    return exit && exit->signal == 0 && exit->status == 0;
  }

  bool wait_until_it_answers() {
    const auto end = Clock::now() + options.patience;
    for (auto pause = std::chrono::milliseconds(kFirstWait); Clock::now() < end;
         pause = std::min<std::chrono::milliseconds>(pause * 2, kLongestWait)) {
      if (accepts(endpoint)) {
        watched = !detaches();
        return true;
      }
      if (detaches()) std::this_thread::sleep_for(pause);
      if (options.give_up && options.give_up()) {
        why = "interrupted while it was starting";
        return false;
      }
      if (wait_ended(pause) && !detaches()) {
        why = fmt::format("it ended before it listened: {}", exit->text());
        return false;
      }
    }
    why = fmt::format("it did not listen on {} within {} s", to_string(endpoint),
                      options.patience.count() / 1000);
    return false;
  }

  void stop() {
    if (!child) return;
    const pid_t group = child->id();
    {
      const std::scoped_lock lock(mutex);
      stopping = true;
    }
    ::kill(-group, SIGTERM);
    const auto end = Clock::now() + kGrace;
    wait_ended(kGrace);
    // Its children are not ours to wait for.
    while (::kill(-group, 0) == 0 && Clock::now() < end) std::this_thread::sleep_for(kFirstWait);
    ::kill(-group, SIGKILL);
    wait_ended(kGrace);
    io.stop();
    if (thread.joinable()) thread.join();
    child.reset();
    output.reset();
  }
};

Launched::Launched(LaunchOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Launched::~Launched() = default;
Launched::Launched(Launched&&) noexcept = default;
Launched& Launched::operator=(Launched&&) noexcept = default;

bool Launched::start() {
  state_->stop();
  if (state_->dir.empty()) {
    state_->why = "cannot make a temporary folder for it";
    return false;
  }
  if (accepts(state_->endpoint)) {
    state_->why = fmt::format("something else listens on {} already", to_string(state_->endpoint));
    return false;
  }
  return state_->spawn() && state_->wait_until_it_answers();
}

void Launched::stop() { state_->stop(); }

std::optional<Exit> Launched::wait_for_end(std::chrono::milliseconds time) {
  state_->wait_ended(time);
  return ended();
}

std::optional<Exit> Launched::ended() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->stopping || !state_->watched ? std::nullopt : state_->exit;
}

const std::string& Launched::why() const { return state_->why; }
const transport::Endpoint& Launched::endpoint() const { return state_->endpoint; }

std::string Launched::said() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->tail;
}

}  // namespace smtpspec::target
