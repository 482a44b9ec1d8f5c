#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/line.hpp"

namespace smtpspec::language {

/// "[after N] until FENCE", the word `outcome` consumed already.
Outcome read_outcome(Line& line);
/// A row below it: GRADE "LABEL" SEQUENCE [cites REQ].
OutcomeRow read_outcome_row(Line& line);

}  // namespace smtpspec::language
