#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/diagnostic.hpp"

#include <vector>

namespace smtpspec::language {

/// Checks that each name in a scenario means something: octets, connections, variables (of the target, of
/// every variant, captured above). Appends a diagnostic for each that does not; `file` and `source` are left
/// to the caller.
void resolve(const Scenario& scenario, std::vector<Diagnostic>& out);

}  // namespace smtpspec::language
