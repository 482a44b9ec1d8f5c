#pragma once

#include "harness/player/player.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace smtpspec::run {

/// Finds out which cases were being played when a target that is not ours went away: those whose session did
/// not end before the last session of all began; of these, those whose connection it cut off, if any. Pure.
class Suspects {
 public:
  using Moment = std::uint64_t;

  Moment began() { return ++now_; }
  void ended(std::size_t index, Moment began, const player::Result& result);
  std::vector<std::size_t> named() const;
  /// Of one that is named: the last play that had a session.
  const player::Result& last_play(std::size_t index) const;

 private:
  struct Session {
    std::size_t index;
    Moment ended;
    bool cut_off;
    player::Result result;
  };
  Moment now_ = 0, last_began_ = 0;
  std::vector<Session> sessions_;
};

/// The target closed or reset a connection without a 221 or 421 before it.
bool was_cut_off(const player::Result& result);

}  // namespace smtpspec::run
