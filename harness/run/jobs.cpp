#include "harness/run/jobs.hpp"

#include <algorithm>

namespace smtpspec::run {

Pace pace_of(const Options& options, bool stranger, bool one_at_a_time) {
  using namespace std::chrono_literals;
  Pace pace;
  if (options.jobs > 0) pace.first = pace.most = options.jobs;
  if (options.rate > 0) pace.between = Millis(static_cast<std::int64_t>(1000 / options.rate));
  if (stranger) pace.between = std::max<Millis>(pace.between, 1s);
  if (stranger || one_at_a_time) pace.first = pace.most = 1;
  return pace;
}

Jobs::Jobs(Pace pace) : pace_(pace), allowed_(std::max(1U, std::min(pace.first, pace.most))) {}

Millis Jobs::next_start(std::uint32_t running) const {
  return running < allowed_ ? not_before_ : Millis::max();
}

void Jobs::started(Millis now) { not_before_ = std::max(not_before_, now + pace_.between); }

void Jobs::clean() {
  if (++clean_ < kCleanToGrow) return;
  clean_ = 0;
  pause_ = kFirstPause;
  allowed_ = std::min(allowed_ * 2, std::max(1U, pace_.most));
}

void Jobs::halve(Millis now) {
  clean_ = 0;
  if (now < halved_until_) return;
  halved_until_ = now + kOneIncident;
  allowed_ = std::max(1U, allowed_ / 2);
}

void Jobs::overloaded(Millis now) { halve(now); }

void Jobs::refused(Millis now) {
  const bool another = now >= halved_until_;
  halve(now);
  pace_.most = allowed_;  // it was too many once: growing again would only provoke it again
  not_before_ = std::max(not_before_, now + pause_);
  if (another) pause_ = std::min(pause_ * 2, kLongestPause);
}

}  // namespace smtpspec::run
