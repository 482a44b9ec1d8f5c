#pragma once

#include "fuzz/mutator/pieces.hpp"
#include "reference/syntax/command.hpp"

#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// A command line as its writer meant it, read without judgement. Joined, the parts are the line.
struct LineParts {
  std::string head;  ///< "MAIL FROM:", or the verb
  std::string path;  ///< with its brackets; empty where there is none
  Pieces words;      ///< parameters or arguments, each with its space

  explicit LineParts(std::string_view line);
  std::string line() const { return head + path + join(words); }
  syntax::Verb verb() const;
};

}  // namespace smtpspec::fuzz
