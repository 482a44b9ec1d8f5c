#pragma once

#include "harness/capture/capture.hpp"
#include "harness/run/run.hpp"

#include <memory>
#include <string>

namespace smtpspec::cli {

/// What --pcap asks for. Where no file was named, all of this does nothing and succeeds.
class Recording {
 public:
  /// False, and says why on stderr: it cannot be written. Better known before a run.
  bool begin(const std::string& file);
  /// The listener, with a witness of every play.
  run::Listener beside(run::Listener listener) const;
  /// False, and says why on stderr: a part of it could not be written.
  bool end();

 private:
  std::string file_;
  std::shared_ptr<capture::Capture> capture_;

  bool written(const std::string& error) const;
};

}  // namespace smtpspec::cli
