#include "harness/run/enquiry.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::run {

Enquiry::Played Enquiry::play(const player::Case& what, const player::Circumstances& circumstances,
                              Millis wait) {
  Played played{play_one(what, circumstances, wait), {}};
  played.replies = replies(played.result);
  for (const Answered& one : played.replies) {
    // Exim takes its time over QUIT alone: that says nothing about how long silence is
    if (one.command.empty() || one.command.starts_with("QUIT")) continue;
    facts.latency = std::max(facts.latency, one.latency);
  }
  return played;
}

}  // namespace smtpspec::run
