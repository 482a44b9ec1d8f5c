#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::campaign {

struct Command {
  std::filesystem::path program;
  std::vector<std::string> arguments;
};

struct Ended {
  enum class How : std::uint8_t { by_itself, overdue, stopped, not_started } how = How::by_itself;
  int status = 0;  ///< exit status; 128 and the signal, where one ended it
  std::chrono::duration<double> time{0};
  std::string why;  ///< not_started
};

/// Runs a program in a process group of its own to its end, which it is given after `limit` or when `stopped`
/// says so (asked ten times a second): TERM, then KILL for the whole group. `output` gets what it writes,
/// standard output and standard error as they come. May be called by several threads.
Ended run(const Command& command, std::chrono::milliseconds limit, const std::function<bool()>& stopped,
          const std::function<void(std::string_view)>& output);

}  // namespace smtpspec::campaign
