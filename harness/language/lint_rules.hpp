#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/catalogue.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The rules of lint, one a function. Each appends what it finds.
namespace smtpspec::language::rules {

struct Finding {
  Position at;
  std::string marked;  ///< what to underline: the first place behind `at` where it stands
  std::string what;
  std::string help;
};
using Findings = std::vector<Finding>;

/// Every requirement is in the catalogue.
void requirements(const Scenario& scenario, const Catalogue& catalogue, Findings& out);
/// Something is asked; the title is short; all that is named is used.
void shape(const Scenario& scenario, Findings& out);
/// `fail` only where the standard's own words allow a conviction.
void convictions(const Scenario& scenario, const Catalogue& catalogue, Findings& out);
/// Commands leave together only where PIPELINING is needed, or on purpose.
void flights(const Scenario& scenario, Findings& out);
/// Each alternative can be taken.
void reach(const Scenario& scenario, Findings& out);

}  // namespace smtpspec::language::rules
