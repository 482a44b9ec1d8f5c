#pragma once

#include "harness/player/session.hpp"

#include <cstddef>
#include <optional>

namespace smtpspec::player {

/// Finds out whether a silent server is alive: CRLF and NOOP, twice. A server that owes an answer and is only
/// slow answers more often the first time than the second; one that lost the question answers both times
/// alike.
class Nudge {
 public:
  explicit Nudge(Session& session);

  /// True once it is known.
  bool advance(Session& session);
  Millis deadline() const { return deadline_; }

  /// The nudges were answered, what had been asked before was not.
  bool was_answered() const { return !was_closed_ && replies_[0] > 0 && replies_[0] == replies_[1]; }
  /// Something came after the deadline.
  bool was_late() const { return replies_[0] != replies_[1] || (was_closed_ && replies_[0] > 0); }

 private:
  std::size_t round_ = 0;
  std::size_t replies_[2] = {0, 0};
  bool was_closed_ = false;
  Millis deadline_{0}, end_of_round_{0};

  void say(Session& session);
};

}  // namespace smtpspec::player
