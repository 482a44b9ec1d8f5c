#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/line.hpp"

namespace smtpspec::language {

/// "N [from ...] [to ...] [content ...] [has ...] [lacks ...]", the word `delivered` consumed already.
DeliveredClaim read_delivered(Line& line);
/// A row below it: GRADE N ["LABEL"] and the rest of a claim, the bar consumed already.
DeliveredRow read_delivered_row(Line& line);

}  // namespace smtpspec::language
