#pragma once

#include <string>
#include <vector>

#include "reports/console.hpp"
#include "reports/results.hpp"

namespace CLI {
class App;
}

namespace smtpspec::cli {

/// The reports that the user asked for.
struct Outputs {
  std::string junit, html, json, markdown, transcripts;
  bool github = false;
};

/// Declares --junit, --html, --json, --markdown, --github and --transcripts.
void add_output_options(CLI::App& command, Outputs& outputs);

/// Writes all of them, also when one cannot be written; says on stderr which. False: one could not.
bool write_outputs(const Outputs& outputs, const reports::Run& run);

/// The dialogue of a case as lines of text.
std::string transcript(const reports::CaseResult& result);

/// How this terminal, or this log, wants its text.
reports::ConsoleStyle console_style(bool verbose);

}  // namespace smtpspec::cli
