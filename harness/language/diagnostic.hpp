#pragma once

#include "harness/language/ast.hpp"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace smtpspec::language {

/// What is wrong in a file that a person wrote: where, what, and what would help.
struct Diagnostic {
  std::string file;
  Position at;
  std::uint32_t length = 1;  ///< octets to underline
  std::string what;          ///< "unknown word 'gvien'"
  std::string help;          ///< "did you mean 'given'?"; may be empty
  std::string source;        ///< the line it stands in
};

/// file:line:column: what, the source line, a caret under it, and the help.
std::string render(const Diagnostic& diagnostic);

template <class T>
using Result = tl::expected<T, Diagnostic>;
/// Where several mistakes are reported at once.
template <class T>
using Results = tl::expected<T, std::vector<Diagnostic>>;

}  // namespace smtpspec::language
