#pragma once

#include "harness/language/ast.hpp"

namespace smtpspec::language {

/// Asks for more than a code.
bool has_modifiers(const Expect& expect);

/// A question `S? any` without modifiers: it passes what none of its rows matches, so it is tried behind
/// them.
bool is_bare_any(const Expect& expect);

}  // namespace smtpspec::language
