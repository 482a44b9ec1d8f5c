#pragma once

#include "harness/player/activity.hpp"
#include "harness/player/expand.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace smtpspec::player {

/// `C:` and `C|`: writes, with pauses between them.
class Writing : public Activity {
 public:
  explicit Writing(std::vector<TimedWrite> writes) : writes_(std::move(writes)) {}
  Progress advance(Session& session) override;

 private:
  std::vector<TimedWrite> writes_;
  std::size_t next_ = 0;
};

/// `pause` and `silence`.
class Quiet : public Activity {
 public:
  enum class Replies : std::uint8_t { are_kept, block };
  Quiet(Millis time, Replies replies) : time_(time), replies_(replies) {}
  Progress advance(Session& session) override;

 private:
  Millis time_;
  Replies replies_;
};

}  // namespace smtpspec::player
