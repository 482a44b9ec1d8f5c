#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/diagnostic.hpp"

#include <string>
#include <vector>

namespace smtpspec::language {

/// Reads a file whole. The diagnostic has no position.
Result<std::string> read_file(const std::string& path);

/// The scenario file at `path`, or every *.smtp below the folder `path`, sorted by group. The ids are unique:
/// a second scenario of the same id is a diagnostic. All mistakes of all files are reported at once.
Results<std::vector<Suite>> load_suites(const std::string& path);

}  // namespace smtpspec::language
