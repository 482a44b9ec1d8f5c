#include "harness/language/words.hpp"

#include <algorithm>

namespace smtpspec::language {

std::string_view name(Grade grade) { return kGradeWords[static_cast<std::size_t>(grade)]; }

std::optional<Grade> grade_named(std::string_view word) {
  const auto found = std::find(kGradeWords.begin(), kGradeWords.end(), word);
  if (found == kGradeWords.end()) return std::nullopt;
  return static_cast<Grade>(found - kGradeWords.begin());
}

}  // namespace smtpspec::language
