#pragma once

#include "harness/player/instruction.hpp"
#include "harness/player/player.hpp"

#include <memory>
#include <optional>

namespace smtpspec::player {

class Session;

/// One instruction while it is carried out.
class Activity {
 public:
  enum class Progress : std::uint8_t { waiting, done };

  Activity() = default;
  virtual ~Activity() = default;
  Activity(const Activity&) = delete;
  Activity& operator=(const Activity&) = delete;

  /// Goes on as far as what has happened, and the time, allow. Called until it is done.
  virtual Progress advance(Session& session) = 0;
  /// When it wants to be called although nothing happens.
  const std::optional<Millis>& deadline() const { return deadline_; }
  /// It judges unasked replies itself.
  virtual bool counts_replies() const { return false; }

 protected:
  std::optional<Millis> deadline_;
};

/// The activity that carries out an instruction.
std::unique_ptr<Activity> activity_for(const Instruction& instruction);

}  // namespace smtpspec::player
