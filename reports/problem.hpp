#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <string>

namespace smtpspec::reports {

/// What is wrong with a file that was given to us (a run, a baseline) or that cannot be written.
struct Problem {
  std::string file;          ///< as the user named it; may be empty
  std::uint32_t line = 0;    ///< from 1; 0: the file as a whole
  std::uint32_t column = 0;  ///< from 1, in octets
  std::string what;          ///< "expected a verdict (pass, note ...), found 'flail'"
  std::string help;          ///< may be empty
  std::string source;        ///< the line it stands in; may be empty
};

/// file:line:column: what, the source line, a caret under it, and the help.
std::string render(const Problem& problem);

template <class T>
using Result = tl::expected<T, Problem>;

}  // namespace smtpspec::reports
