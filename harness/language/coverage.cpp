#include "harness/language/coverage.hpp"

#include "harness/language/ascii.hpp"
#include "harness/language/selection.hpp"

#include <algorithm>
#include <charconv>

namespace smtpspec::language {
namespace {

// Runs of digits compare as numbers.
bool natural_less(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      unsigned long in_a = 0, in_b = 0;
      const char* const end_a = std::from_chars(a.data(), a.data() + a.size(), in_a).ptr;
      const char* const end_b = std::from_chars(b.data(), b.data() + b.size(), in_b).ptr;
      if (in_a != in_b) return in_a < in_b;
      a.remove_prefix(static_cast<std::size_t>(end_a - a.data()));
      b.remove_prefix(static_cast<std::size_t>(end_b - b.data()));
    } else {
      if (a.front() != b.front()) return a.front() < b.front();
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  return a.size() < b.size();
}

}  // namespace

Coverage measure(const std::vector<Suite>& suites, const Catalogue& catalogue) {
  Coverage out;
  for (const Suite& suite : suites) {
    for (const Scenario& scenario : suite.scenarios) {
      for (const std::string& requirement : requirements_of(scenario)) {
        if (catalogue.contains(requirement)) out[requirement].push_back(&scenario);
      }
    }
  }
  return out;
}

CoverageState state_of(const Requirement& row, const Coverage& coverage) {
  const bool is_covered = coverage.contains(row.id);
  if (row.uncovered.empty()) return is_covered ? CoverageState::covered : CoverageState::open;
  return is_covered ? CoverageState::stale : CoverageState::excused;
}

bool must_be_covered(const Requirement& row) {
  return row.side == "server" && row.visibility.starts_with("wire") &&
         (row.level == Level::must || row.level == Level::must_not);
}

std::vector<const Requirement*> in_order(const Catalogue& catalogue) {
  std::vector<const Requirement*> out;
  for (const auto& [id, row] : catalogue) out.push_back(&row);
  std::sort(out.begin(), out.end(),
            [](const Requirement* a, const Requirement* b) { return natural_less(a->id, b->id); });
  return out;
}

}  // namespace smtpspec::language
