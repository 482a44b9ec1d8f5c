#pragma once

#include "harness/player/player.hpp"

#include <tl/expected.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace smtpspec::capture {

class File;

/// Every dialogue that it witnesses, as a pcapng file that Wireshark and tcpdump read: one TCP stream a
/// connection; inside TLS what was said, not the records; secrets left out as in every report. A packet's
/// comment names the play, and what happened that no packet shows. Written while it goes on, so that memory
/// is bounded and the file may be a pipe.
class Capture {
 public:
  /// The error says why the file cannot be written.
  static tl::expected<std::shared_ptr<Capture>, std::string> open(const std::string& path,
                                                                  std::string_view application);
  ~Capture();
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;

  /// For one play; `name` is what its connections are called. It may outlive the capture.
  std::unique_ptr<player::Witness> witness(std::string name);

  /// Why something could not be written; empty: all was.
  std::string close();

 private:
  std::shared_ptr<File> file_;

  explicit Capture(std::shared_ptr<File> file);
};

}  // namespace smtpspec::capture
