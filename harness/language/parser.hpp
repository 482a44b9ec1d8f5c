#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/diagnostic.hpp"

#include <string>
#include <string_view>

namespace smtpspec::language {

/// Reads one scenario file. Total: any octets give a suite or at least one diagnostic (at most
/// kMostDiagnostics, one a line, in the order of the file). Names inside a scenario (octets, connections,
/// variables) are resolved, so that a suite that was returned can be played. `file_name` is kept for
/// messages; `group` is made of it (see group_of).
Results<Suite> parse(std::string file_name, std::string_view text);

inline constexpr std::size_t kMostDiagnostics = 20;

/// "rfc5321/rset" for ".../scenarios/rfc5321/rset.smtp"; the bare name where no folder is called scenarios.
std::string group_of(std::string_view file_name);

}  // namespace smtpspec::language
