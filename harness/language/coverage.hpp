#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/catalogue.hpp"

#include <map>
#include <string>
#include <vector>

namespace smtpspec::language {

/// Requirement -> the scenarios that check or cite it. Points into the suites.
using Coverage = std::map<std::string, std::vector<const Scenario*>, std::less<>>;
Coverage measure(const std::vector<Suite>& suites, const Catalogue& catalogue);

/// What the catalogue owes: every row is covered by a scenario or says why not.
enum class CoverageState : std::uint8_t {
  covered,
  excused,  ///< not covered, with a reason
  stale,    ///< covered, and yet with a reason
  open,     ///< neither
};
CoverageState state_of(const Requirement& row, const Coverage& coverage);

/// A MUST or MUST NOT of a server that any client can see: it may not stay open.
bool must_be_covered(const Requirement& row);

/// The rows in the order of a reader: RFC5321-4.1.1.2-a before RFC5321-4.1.1.10-a. Points into the catalogue.
std::vector<const Requirement*> in_order(const Catalogue& catalogue);

}  // namespace smtpspec::language
