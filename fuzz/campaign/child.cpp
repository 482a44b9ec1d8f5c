#include "fuzz/campaign/child.hpp"

#include "harness/target/own_group.hpp"

#include <boost/asio/connect_pipe.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/writable_pipe.hpp>
#include <boost/process/v2/process.hpp>
#include <boost/process/v2/stdio.hpp>
#include <fmt/format.h>

#include <array>
#include <csignal>
#include <mutex>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

namespace smtpspec::campaign {
namespace {

namespace asio = boost::asio;
namespace process = boost::process::v2;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

constexpr auto kGrace = 2s;  // between TERM and KILL
constexpr auto kAsk = 100ms;

class Child {
 public:
  explicit Child(const std::function<void(std::string_view)>& output) : output_(output) {}

  /// Throws where the program cannot be started.
  void start(const Command& command) {
    // Else a child that another thread starts in between would hold our pipe open.
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    asio::writable_pipe input(io_);
    asio::connect_pipe(pipe_, input);
    process_.emplace(io_, process::filesystem::path(command.program.string()), command.arguments,
                     process::process_stdio{nullptr, input, input}, target::OwnGroup{});
    ::setpgid(process_->id(), process_->id());
    read();
    process_->async_wait([this](error_code, int) { ended_ = true; });
  }

  /// Takes what it writes, for a moment. True: it has ended.
  bool wait() {
    io_.restart();
    const auto end = Clock::now() + kAsk;
    while (!ended_ && Clock::now() < end) io_.run_one_until(end);
    return ended_;
  }

  void end() {
    ::kill(-process_->id(), SIGTERM);
    for (const auto until = Clock::now() + kGrace; Clock::now() < until && !wait();) {
    }
    ::kill(-process_->id(), SIGKILL);
    while (!wait()) {
    }
  }

  int status() {
    ::kill(-process_->id(), SIGKILL);  // what it started may have outlived it
    for (ssize_t n = 1; n > 0;) {      // its last words; Asio made the pipe non-blocking
      n = ::read(pipe_.native_handle(), buffer_.data(), buffer_.size());
      if (n > 0) output_({buffer_.data(), static_cast<std::size_t>(n)});
    }
    const int native = process_->native_exit_code();
    return WIFSIGNALED(native) ? 128 + WTERMSIG(native) : WEXITSTATUS(native);
  }

 private:
  const std::function<void(std::string_view)>& output_;
  asio::io_context io_{1};
  asio::readable_pipe pipe_{io_};
  std::optional<process::process> process_;
  std::array<char, 16 * 1024> buffer_{};
  bool ended_ = false;

  void read() {
    pipe_.async_read_some(asio::buffer(buffer_), [this](error_code error, std::size_t n) {
      output_({buffer_.data(), n});
      if (!error) read();
    });
  }
};

}  // namespace

Ended run(const Command& command, std::chrono::milliseconds limit, const std::function<bool()>& stopped,
          const std::function<void(std::string_view)>& output) {
  const auto start = Clock::now();
  Ended out;
  Child child(output);
  if (::access(command.program.c_str(), X_OK) != 0)  // found out behind the fork, it would be said twice
    return {.how = Ended::How::not_started, .why = fmt::format("{} cannot be run", command.program.string())};
  try {
    child.start(command);
  } catch (const std::exception& failed) {
    return {.how = Ended::How::not_started, .why = failed.what()};
  }
  while (!child.wait()) {
    if (stopped()) out.how = Ended::How::stopped;
    if (Clock::now() - start > limit) out.how = Ended::How::overdue;
    if (out.how != Ended::How::by_itself) {
      child.end();
      break;
    }
  }
  out.status = child.status();
  out.time = Clock::now() - start;
  return out;
}

}  // namespace smtpspec::campaign
