#include "harness/run/enquiry.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::run {

using namespace std::chrono_literals;

bool Enquiry::Played::was_put_off() const {
  const auto last = std::find_if(replies.rbegin(), replies.rend(),
                                 [](const Answered& one) { return !one.command.starts_with("QUIT"); });
  return result.retry || last == replies.rend() || last->reply.code / 100 == 4;
}

Enquiry::Played Enquiry::play_patiently(const player::Case& what, const player::Circumstances& circumstances,
                                        Millis wait) {
  return again_if_put_off(play(what, circumstances, wait), what, circumstances);
}

Enquiry::Played Enquiry::again_if_put_off(Played played, const player::Case& what,
                                          const player::Circumstances& circumstances) {
  for (const Millis pause : {500ms, 1500ms}) {
    if (!played.was_put_off()) break;
    played = play(what, circumstances, pause);
  }
  return played;
}

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
