#pragma once

#include "harness/player/activity.hpp"
#include "harness/player/judging.hpp"
#include "harness/player/nudge.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace smtpspec::player {

/// `S:` and `S?`: waits for one reply (a close, silence, a command line) and judges it.
class Awaiting : public Activity {
 public:
  /// Set-up. `expect` must outlive it, and so for a question.
  explicit Awaiting(const language::Expect& expect) : expect_(expect) {}
  explicit Awaiting(const language::Question& question) : expect_(question.expect), question_(&question) {}

  Progress advance(Session& session) override;
  bool counts_replies() const override { return nudge_.has_value(); }

 private:
  const language::Expect& expect_;
  const language::Question* question_ = nullptr;
  std::optional<Nudge> nudge_;
  std::string asked_;  // what was not answered

  const std::vector<language::Alternative>& alternatives() const;
  bool listens_for(language::Expect::Kind kind) const;
  bool waits_for_close_only() const;
  Millis patience(Session& session) const;
  Progress advance_nudge(Session& session);
  void silent(Session& session);
  void judge(Session& session, const Arrival& arrival);
  void judge_set_up(Session& session, const Arrival& arrival);
  void judge_close(Session& session);
  /// The question's own expectation or an alternative of this kind, without codes.
  bool give_kind(Session& session, language::Expect::Kind kind, const Happening& happening);
  void met(Session& session, const language::Expect& expect, const Arrival& arrival);
  void passed(Session& session, const Happening& happening);
  std::string allowed_here() const;
};

}  // namespace smtpspec::player
