#include "harness/player/writing.hpp"

#include "harness/player/session.hpp"

namespace smtpspec::player {

Activity::Progress Writing::advance(Session& session) {
  while (next_ < writes_.size()) {
    TimedWrite& write = writes_[next_];
    if (write.pause.count() > 0) {
      if (!deadline_) deadline_ = session.now() + write.pause;
      if (session.now() < *deadline_) return Progress::waiting;
      deadline_.reset();
    }
    session.write(std::move(write.octets));
    ++next_;
  }
  return Progress::done;
}

Activity::Progress Quiet::advance(Session& session) {
  if (!deadline_) deadline_ = session.now() + time_;
  const auto& arrivals = session.here().arrivals;
  if (replies_ == Replies::block && !arrivals.empty()) {
    const std::string observed = shown(session, arrivals.front().reply);
    session.block("answered " + observed + " where the set-up needs silence", observed);
    return Progress::done;
  }
  return session.now() < *deadline_ ? Progress::waiting : Progress::done;
}

}  // namespace smtpspec::player
