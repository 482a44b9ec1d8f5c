#include "harness/player/nudge.hpp"

#include <algorithm>

namespace smtpspec::player {
namespace {

// How long, after one reply, another may follow: several times what "nothing comes" takes.
constexpr int kPatience = 4;

}  // namespace

Nudge::Nudge(Session& session) { say(session); }

void Nudge::say(Session& session) {
  session.note("no answer: nudging the server");
  session.write("\r\n");
  session.write("NOOP\r\n");
  deadline_ = session.now() + session.circumstances().reply_timeout;
  end_of_round_ = deadline_ + session.circumstances().reply_timeout;
}

bool Nudge::advance(Session& session) {
  Connection& connection = session.here();
  if (!connection.arrivals.empty()) {
    replies_[round_] += connection.arrivals.size();
    connection.arrivals.clear();
    deadline_ = std::min(session.now() + kPatience * session.circumstances().quiet, end_of_round_);
  }
  if (connection.is_over()) return was_closed_ = true;
  if (session.now() < deadline_) return false;
  if (round_ == 1 || replies_[0] == 0) return true;
  round_ = 1;
  say(session);
  return false;
}

}  // namespace smtpspec::player
