#pragma once

#include "reports/console.hpp"
#include "reports/results.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace smtpspec::cli {

/// The reports that the user asked for.
struct Outputs {
  std::string junit, html, json, markdown, transcripts;
  std::string pcap;  ///< written while the run goes on (recording.hpp)
  bool github = false;
};

/// Declares --junit, --html, --json, --markdown, --github, --transcripts and --pcap.
void add_output_options(CLI::App& command, Outputs& outputs);

void add_pcap_option(CLI::App& command, std::string& file);

/// An option that names a file where another report goes, in words; or nothing.
std::string written_twice(const Outputs& outputs);

/// Writes all of them but the capture, also when one cannot be written; says on stderr which. False: one
/// could not.
bool write_outputs(const Outputs& outputs, const reports::Run& run);

/// What stands before and after the dialogue of a case.
std::string transcript_start(const std::string& id, const std::string& title);
std::string transcript_end(const reports::CaseResult& result);

/// How this terminal, or this log, wants its text.
reports::ConsoleStyle console_style(bool verbose);

}  // namespace smtpspec::cli
