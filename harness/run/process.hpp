#pragma once

#include <string>

namespace smtpspec::run {

/// The process of a server under test, where it is one of ours.
class Process {
 public:
  virtual ~Process() = default;
  /// How it ended ("killed by SIGSEGV"); empty: it runs.
  virtual std::string death() const = 0;
  /// The last lines it wrote.
  virtual std::string last_words() const = 0;
  /// Starts it again, and waits until it answers. False: it does not.
  virtual bool revive() = 0;
};

}  // namespace smtpspec::run
