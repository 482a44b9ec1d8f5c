#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/catalogue.hpp"
#include "harness/language/diagnostic.hpp"
#include "harness/language/selection.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace smtpspec::cli {

/// The scenarios and the catalogue that they cite.
struct Corpus {
  std::vector<language::Suite> suites;
  language::Catalogue catalogue;
};

/// Declares --scenarios on a command.
void add_scenarios_option(CLI::App& command, std::string& folder);
/// Declares SELECTOR..., --level, --tag and --exclude on a command.
void add_selection_options(CLI::App& command, language::Selection& selection);

/// The folder of the scenarios: the one that was given, else $SMTPSPEC_SCENARIOS, else
/// ../share/smtpspec/scenarios beside the program, else the source tree it was built from.
language::Result<std::string> find_scenarios(const std::string& given);

/// Loads everything. `given` may also be a single file; the catalogue is then the one of the other places, as
/// it is where a folder has no requirements/ of its own.
language::Results<Corpus> load_corpus(const std::string& given);
language::Results<language::Catalogue> find_catalogue(const std::string& given);

/// For a selector that selected nothing: "nothing is called 'rset-forgts'; did you mean ...?" Empty if all
/// select.
std::string unmatched(const language::Selection& selection, const Corpus& corpus);

/// Prints diagnostics on stderr and returns exit_code::bad_input.
int refuse(const std::vector<language::Diagnostic>& diagnostics);

}  // namespace smtpspec::cli
