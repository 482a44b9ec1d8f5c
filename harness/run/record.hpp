#pragma once

#include "harness/language/catalogue.hpp"
#include "harness/player/player.hpp"
#include "harness/run/attempts.hpp"
#include "reports/results.hpp"

#include <string>
#include <vector>

namespace smtpspec::run {

/// The requirement as reports show it; only the id, where the catalogue does not know it.
reports::Rule rule_of(const language::Catalogue& catalogue, const std::string& id);

/// A finding of a play, and where it stands.
reports::Finding finding_of(const player::Finding& finding, const std::string& file);

/// A line of a transcript.
reports::Exchange exchange_of(const player::Entry& entry);
/// A transcript; the octets of secrets are left out already.
std::vector<reports::Exchange> exchanges_of(const std::vector<player::Entry>& transcript);

/// What a case says of itself before it is played: ids, titles, rules, the scenario's lines.
reports::CaseResult describe(const player::Case& what, const language::Catalogue& catalogue);

/// The whole result of a case that was played.
reports::CaseResult record(const player::Case& what, Settled settled, const language::Catalogue& catalogue);

/// The lines of a scenario in the text of its file.
std::string source_of(const language::Suite& suite, const language::Scenario& scenario,
                      std::string_view text);

}  // namespace smtpspec::run
