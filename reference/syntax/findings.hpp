#pragma once

#include "reference/syntax/command.hpp"

#include <cstddef>
#include <string_view>

namespace smtpspec::syntax {

/// The line that is being read, and the command into which what is found in it goes.
class Findings {
 public:
  Findings(std::string_view line, Command& command) : line_(line), command_(command) {}

  Command& command() { return command_; }
  void feature(Feature feature) { command_.features |= static_cast<Features>(feature); }
  /// A breach at `at`, which points into the line. The leftmost becomes the command's error.
  void odd(Oddity oddity, const char* at) {
    const auto offset = static_cast<std::size_t>(at - line_.data());
    if (command_.oddities == 0 || offset < command_.error_offset) {
      command_.error = oddity;
      command_.error_offset = offset;
    }
    command_.oddities |= static_cast<Oddities>(oddity);
  }

 private:
  std::string_view line_;
  Command& command_;
};

}  // namespace smtpspec::syntax
