#pragma once

#include "harness/transport/endpoint.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace smtpspec::target {

/// How a process ended.
struct Exit {
  int status = 0;            ///< exit status, or 0 where a signal ended it
  int signal = 0;            ///< 0: it exited
  std::string text() const;  ///< "killed by SIGSEGV", "exit status 1"
};

struct LaunchOptions {
  std::string command;                    ///< for /bin/sh; {port}, {dir} and {sink} are filled in
  std::optional<transport::Endpoint> at;  ///< where it will listen; nothing: a free port of 127.0.0.1
  std::uint16_t sink_port = 0;            ///< for {sink}
  std::chrono::milliseconds patience{60'000};
  std::function<bool()> give_up;  ///< asked while waiting: the user interrupted us
};

/// The server under test as a process of ours, in a process group and with a temporary folder ({dir}) of its
/// own. It starts where we were started, so that relative names hold. The destructor stops it with its
/// children and removes the folder.
class Launched {
 public:
  explicit Launched(LaunchOptions options);
  ~Launched();
  Launched(Launched&&) noexcept;
  Launched& operator=(Launched&&) noexcept;

  /// Starts it (again) and waits until it accepts a connection. False: it did not; why() says so.
  bool start();
  /// TERM to the whole group, KILL to what is left after a moment.
  void stop();
  /// How it ended, if it is not running (a stop() of ours is not an end).
  std::optional<Exit> ended() const;
  /// The same, after waiting for it, at most so long.
  std::optional<Exit> wait_for_end(std::chrono::milliseconds time);
  const std::string& why() const;
  const transport::Endpoint& endpoint() const;
  /// The last lines it wrote to standard output and standard error.
  std::string said() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A port of 127.0.0.1 that was free a moment ago.
std::uint16_t free_port();

}  // namespace smtpspec::target
