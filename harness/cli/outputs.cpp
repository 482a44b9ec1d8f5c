#include "harness/cli/outputs.hpp"

#include "harness/cli/output.hpp"
#include "reports/dialogue.hpp"
#include "reports/files.hpp"
#include "reports/github.hpp"
#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <langinfo.h>
#include <set>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGroup = "Reports";

struct Format {
  const char* option;
  const char* help;
  std::string Outputs::*file;
  std::string (*text)(const reports::Run&);
};
constexpr Format kFormats[] = {
    {"--junit", "JUnit XML, as CI systems read it", &Outputs::junit, reports::junit},
    {"--html", "One page for people", &Outputs::html, reports::html},
    {"--markdown", "A summary for a merge request", &Outputs::markdown, reports::markdown},
    {"--json", "Everything; the other reports can be made of it later", &Outputs::json, reports::to_json},
};

bool write(const std::string& path, std::string_view text) {
  const auto written = reports::write_file(path, text);
  if (!written) fmt::print(stderr, "smtpspec: {}", reports::render(written.error()));
  return written.has_value();
}

/// "rset-forgets-sender", "lf-dot-lf__at-once": one file a case, none of them a folder.
std::string file_name(std::string id) {
  for (auto slash = id.find('/'); slash != std::string::npos; slash = id.find('/'))
    id.replace(slash, 1, "__");
  return id + ".txt";
}

std::string transcript(const reports::CaseResult& result) {
  return transcript_start(result.id, result.title) +
         reports::painted(reports::dialogue(result.transcript, {}), false) + transcript_end(result);
}

bool write_transcripts(const std::string& folder, const reports::Run& run) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    fmt::print(stderr, "smtpspec: {}: cannot be made: {}\n", folder, error.message());
    return false;
  }
  bool all = true;
  for (const reports::CaseResult& result : run.cases) {
    if (!result.transcript.empty())
      all = write(fs::path(folder) / file_name(result.id), transcript(result)) && all;
    if (!all) break;
  }
  return all;
}

}  // namespace

void add_output_options(CLI::App& command, Outputs& outputs) {
  for (const Format& format : kFormats) {
    command.add_option(format.option, outputs.*format.file, format.help)->group(kGroup)->type_name("FILE");
  }
  command.add_option("--transcripts", outputs.transcripts, "The dialogue of each case, a file each")
      ->group(kGroup)
      ->type_name("DIR");
  add_pcap_option(command, outputs.pcap);
  command.add_flag("--github", outputs.github, "Annotations for a GitHub workflow, on standard output")
      ->group(kGroup);
}

void add_pcap_option(CLI::App& command, std::string& file) {
  command
      .add_option("--pcap", file,
                  "Every dialogue for Wireshark or tcpdump, a TCP stream each (pcapng). Inside TLS what was "
                  "said is shown in the clear; comments tell where TLS began and which case it is; the "
                  "secrets of AUTH are left out. Packets and addresses are made up (the target is "
                  "198.18.0.1:25), octets and times are not")
      ->group(kGroup)
      ->type_name("FILE");
}

std::string written_twice(const Outputs& outputs) {
  std::set<std::string> files;
  for (const Format& format : kFormats) {
    const std::string& file = outputs.*format.file;
    std::error_code none;
    const fs::file_status there = fs::status(file, none);
    const bool is_file = !fs::exists(there) || fs::is_regular_file(there);
    if (!file.empty() && is_file && !files.insert(fs::path(file).lexically_normal().string()).second)
      return fmt::format("{} {}: another report goes there", format.option, file);
  }
  return {};
}

bool write_outputs(const Outputs& outputs, const reports::Run& run) {
  bool all = true;
  for (const Format& format : kFormats) {
    const std::string& file = outputs.*format.file;
    if (!file.empty()) all = write(file, format.text(run)) && all;
  }
  if (!outputs.transcripts.empty()) all = write_transcripts(outputs.transcripts, run) && all;
  if (outputs.github) say(reports::github(run));
  return all;
}

std::string transcript_start(const std::string& id, const std::string& title) {
  return fmt::format("{}: {}\n", id, title);
}

std::string transcript_end(const reports::CaseResult& result) {
  return reports::without_commands(fmt::format("{}{}{}\n", reports::name(result.verdict),
                                               result.message.empty() ? "" : ": ", result.message));
}

reports::ConsoleStyle console_style(bool verbose) {
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  const char* const no_color = std::getenv("NO_COLOR");
  std::setlocale(LC_CTYPE, "");
  winsize size{};
  const bool sized = terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40;
  return {.colour = terminal && (no_color == nullptr || *no_color == '\0'),
          .utf8 = std::string_view(::nl_langinfo(CODESET)) == "UTF-8",
          .verbose = verbose,
          .width = sized ? size.ws_col : std::size_t{100}};
}

}  // namespace smtpspec::cli
