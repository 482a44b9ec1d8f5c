#include "harness/cli/recording.hpp"

#include <fmt/core.h>

#include <utility>

namespace smtpspec::cli {

bool Recording::written(const std::string& error) const {
  if (!error.empty()) fmt::print(stderr, "smtpspec: {}: cannot write: {}\n", file_, error);
  return error.empty();
}

bool Recording::begin(const std::string& file) {
  file_ = file;
  if (file_.empty()) return true;
  auto opened = capture::Capture::open(file_, "smtpspec " SMTPSPEC_VERSION);
  if (!opened) return written(opened.error());
  capture_ = *std::move(opened);
  return true;
}

run::Listener Recording::beside(run::Listener listener) const {
  if (capture_)
    listener.witness = [capture = capture_](std::string name) { return capture->witness(std::move(name)); };
  return listener;
}

bool Recording::end() { return !capture_ || written(capture_->close()); }

}  // namespace smtpspec::cli
