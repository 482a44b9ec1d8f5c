#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/catalogue.hpp"
#include "harness/language/diagnostic.hpp"

#include <string_view>
#include <vector>

namespace smtpspec::language {

/// What is wrong with a suite that could be read: rules about what a scenario may claim
/// (docs/scenario-language.md, last section). `text` is the file it was read from. Sorted by position; empty
/// if all is well.
std::vector<Diagnostic> lint(const Suite& suite, std::string_view text, const Catalogue& catalogue);

}  // namespace smtpspec::language
