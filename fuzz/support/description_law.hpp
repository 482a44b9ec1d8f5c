#pragma once

#include "fuzz/support/require.hpp"
#include "reference/syntax/command.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// Each breach and each rare form has words of its own.
inline void check_descriptions() {
  constexpr unsigned kOddities = 32, kFeatures = 12;
  std::vector<std::string_view> words;
  for (unsigned bit = 0; bit < kOddities; ++bit)
    words.push_back(describe(static_cast<syntax::Oddity>(1U << bit)));
  for (unsigned bit = 0; bit < kFeatures; ++bit)
    words.push_back(describe(static_cast<syntax::Feature>(1U << bit)));
  require(describe(static_cast<syntax::Feature>(1U << kFeatures)).empty(), "what is no feature has no words");
  std::sort(words.begin(), words.end());
  require(!words.front().empty(), "all that is said of a command has words");
  require(std::adjacent_find(words.begin(), words.end()) == words.end(), "and each has words of its own");
}

}  // namespace smtpspec::fuzz
