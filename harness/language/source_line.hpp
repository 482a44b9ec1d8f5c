#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::language {

/// A line of a scenario file as its author wrote it, cut into words: strings, patterns and ${...} stay whole.
struct SourceLine {
  std::vector<std::string_view> words;
  std::string_view comment;  ///< from its '#' on; empty if there is none
};

/// Views point into `text`.
SourceLine cut(std::string_view text);

}  // namespace smtpspec::language
