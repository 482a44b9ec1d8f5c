#pragma once

#include "harness/player/activity.hpp"
#include "harness/player/judging.hpp"
#include "harness/player/match.hpp"
#include "harness/player/nudge.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace smtpspec::player {

/// `outcome`: gathers all replies up to the answer to a fence, and judges them as a whole.
class Fencing : public Activity {
 public:
  /// `outcome` must outlive it.
  explicit Fencing(const language::Outcome& outcome) : outcome_(outcome) {}
  Progress advance(Session& session) override;
  bool counts_replies() const override { return true; }

 private:
  enum class Phase : std::uint8_t { due, fenced, draining };

  const language::Outcome& outcome_;
  Phase phase_ = Phase::due;
  Answers answers_;
  std::string observed_;
  std::size_t before_fence_ = 0;
  std::optional<Nudge> nudge_;
  std::optional<Millis> end_;

  bool gather(Session& session);
  Millis quiet(const Session& session) const;
  bool may_be_the_last() const;
  Progress nudge(Session& session);
  void write_fence(Session& session);
  Progress when_quiet(Session& session);
  Progress judge(Session& session, bool closed);
  Progress silent(Session& session);
};

}  // namespace smtpspec::player
