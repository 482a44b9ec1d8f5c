#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/catalogue.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::language {

/// Which cases somebody asked for. Everything that is empty selects all.
///
/// A selector is a group or the beginning of one ("rfc5321", "rfc5321/4.5.2"), a requirement
/// ("RFC5321-4.5.2-c": every scenario that checks or cites it), a scenario ("rset-forgets-sender"), a case
/// ("lf-dot-lf/at-once"), a scenario file
/// ("rset.smtp"), or a pattern over scenarios, cases and groups with * and ?.
struct Selection {
  std::vector<std::string> selectors;
  std::vector<std::string> levels;  ///< of the first requirement; MUST stands for MUST NOT also, in any case
  std::vector<std::string> tags;    ///< any of them
  std::vector<std::string> excludes;  ///< tags or selectors
};

/// `variant` is null for a scenario without variants; for one that has them, null asks about the scenario as
/// a whole: whether any of its cases is selected.
bool selects(const Selection& selection, const Catalogue& catalogue, const Suite& suite,
             const Scenario& scenario, const Variant* variant);

/// Whether the requirement is of a level that is selected.
bool has_level(const Selection& selection, const Requirement& row);

/// Every name that a selector could have meant: groups, scenarios, cases, requirements that are checked.
std::vector<std::string> selectable(const std::vector<Suite>& suites);

/// Whether the selector names anything at all in this suite.
bool names_something(std::string_view selector, const Suite& suite);

/// "MUST", "must-not", "Should" ...: whether it can be given as a level.
bool is_level(std::string_view word);

/// Whether `text` matches `pattern`, in which * stands for any octets and ? for one.
bool glob_matches(std::string_view pattern, std::string_view text);

/// "id" or "id/variant".
std::string case_id(const Scenario& scenario, const Variant* variant);

/// Every requirement a scenario checks, and those that its alternatives cite.
std::vector<std::string> requirements_of(const Scenario& scenario);

}  // namespace smtpspec::language
