#include "harness/player/nudge.hpp"

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
}

bool Nudge::advance(Session& session) {
  Connection& connection = session.here();
  if (!connection.arrivals.empty()) {
    replies_[round_] += connection.arrivals.size();
    connection.arrivals.clear();
    deadline_ = session.now() + kPatience * session.circumstances().quiet;
  }
  if (connection.is_over()) {
    replies_[0] = replies_[1] = 0;
    return true;
  }
  if (session.now() < deadline_) return false;
  if (round_ == 1 || replies_[0] == 0) return true;
  round_ = 1;
  say(session);
  return false;
}

}  // namespace smtpspec::player
