#pragma once

#include "harness/player/grading.hpp"
#include "harness/player/match.hpp"

#include <optional>

namespace smtpspec::player {

/// What the answers up to a fence come to: the row that gives the grade, or a grade without one.
struct OutcomeVerdict {
  const language::OutcomeRow* row = nullptr;
  Graded otherwise;
};

/// The first row that matches the whole. A row that is a breach is believed only where nothing lawful
/// explains the answers: garbage, a 421 or a close, behind which a lawful row might have gone on, make the
/// verdict blocked.
OutcomeVerdict judge_outcome(const language::Outcome& outcome, const Answers& answers,
                             const language::Requirement* requirement);

}  // namespace smtpspec::player
