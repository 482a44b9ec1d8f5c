#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/catalogue.hpp"

#include <string>
#include <string_view>

namespace smtpspec::language {

/// A suite that must be readable: the test fails, and an empty one is returned, if it is not.
Suite read(std::string_view text, std::string file = "t.smtp");

/// A file with one scenario "a" that checks `requirement`; `rest` is its headers and steps.
std::string scenario(std::string_view rest, std::string_view requirement = "RFC1-must-a");

/// Requirements RFC1-must-a, RFC1-not-a, RFC1-should-a, RFC1-may-a, RFC1-table-a, RFC1-advice-a,
/// RFC1-memory-a (a MUST that nobody has read) and SEC-OURS-a, each of the level it names.
Catalogue small_catalogue();

/// Diagnostics as people see them.
std::string rendered(const std::vector<Diagnostic>& diagnostics);

}  // namespace smtpspec::language
