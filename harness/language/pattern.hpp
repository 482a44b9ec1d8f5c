#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/line.hpp"

namespace smtpspec::language {

/// "/RE2/" or "/RE2/i". Fails if RE2 does not take it. `groups` is how many groups it must have at least.
Pattern read_pattern(Line& line, int groups = 0);

}  // namespace smtpspec::language
