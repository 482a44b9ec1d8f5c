#include "harness/run/record.hpp"

#include "harness/language/load.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace smtpspec::run {
namespace {

/// The texts of scenario files, each read once.
std::string_view text_of(const std::string& file) {
  static std::map<std::string, std::string> kept;
  auto found = kept.find(file);
  if (found == kept.end()) found = kept.emplace(file, language::read_file(file).value_or("")).first;
  return found->second;
}

reports::Exchange::Kind kind_of(player::Entry::Kind kind) {
  switch (kind) {
    case player::Entry::Kind::sent:
      return reports::Exchange::Kind::sent;
    case player::Entry::Kind::received:
      return reports::Exchange::Kind::received;
    case player::Entry::Kind::event:
      break;
  }
  return reports::Exchange::Kind::event;
}

}  // namespace

reports::Rule rule_of(const language::Catalogue& catalogue, const std::string& id) {
  const auto found = catalogue.find(id);
  if (found == catalogue.end()) return {.id = id};
  const language::Requirement& rule = found->second;
  return {rule.id,      std::string(language::name(rule.level)), rule.rfc, rule.section, rule.statement,
          rule.latitude};
}

reports::Finding finding_of(const player::Finding& finding, const std::string& file) {
  return {.verdict = verdict_of(finding.grade),
          .message = finding.message,
          .requirement = finding.requirement,
          .allowed = finding.allowed,
          .observed = finding.observed,
          .file = file,
          .line = finding.at.line,
          .column = finding.at.column,
          .source = finding.source};
}

reports::Exchange exchange_of(const player::Entry& entry) {
  return {.kind = kind_of(entry.kind),
          .connection = entry.connection,
          .at_ms = entry.at.count(),
          .octets = entry.octets,
          .text = entry.text,
          .answers = entry.answers,
          .redacted = entry.redacted,
          .in_tls = entry.in_tls,
          .dropped = entry.dropped};
}

std::vector<reports::Exchange> exchanges_of(const std::vector<player::Entry>& transcript) {
  std::vector<reports::Exchange> out;
  out.reserve(transcript.size());
  for (const player::Entry& entry : transcript) out.push_back(exchange_of(entry));
  return out;
}

std::string source_of(const language::Suite& suite, const language::Scenario& scenario,
                      std::string_view text) {
  std::uint32_t end = std::numeric_limits<std::uint32_t>::max();
  for (const language::Scenario& other : suite.scenarios) {
    if (other.at.line > scenario.at.line) end = std::min(end, other.at.line);
  }
  std::string out;
  for (std::uint32_t line = 1; line < end && !text.empty(); ++line) {
    const auto length = std::min(text.find('\n'), text.size() - 1) + 1;
    if (line >= scenario.at.line) out += text.substr(0, length);
    text.remove_prefix(length);
  }
  out.erase(std::min(out.find_last_not_of(" \t\r\n"), out.size() - 1) + 1);
  return out;
}

reports::CaseResult describe(const player::Case& what, const language::Catalogue& catalogue) {
  const language::Scenario& scenario = *what.scenario;
  reports::CaseResult out;
  out.id = what.id();
  out.scenario = scenario.id;
  out.group = what.suite->group;
  out.suite_title = what.suite->title;
  out.title = scenario.title;
  out.why = scenario.why;
  out.rev = scenario.rev;
  out.tags = scenario.tags;
  for (const std::string& id : scenario.checks) out.rules.push_back(rule_of(catalogue, id));
  out.file = what.suite->file;
  out.line = scenario.at.line;
  const std::string source = source_of(*what.suite, scenario, text_of(what.suite->file));
  out.scenario_source = source;
  return out;
}

reports::CaseResult record(const player::Case& what, Settled settled, const language::Catalogue& catalogue) {
  reports::CaseResult out = describe(what, catalogue);
  out.verdict = settled.verdict;
  out.message = std::move(settled.message);
  for (const player::Finding& finding : settled.result.findings) {
    out.findings.push_back(finding_of(finding, what.suite->file));
  }
  out.transcript = exchanges_of(settled.result.transcript);
  if (!settled.result.transcript.empty()) {
    out.seconds = static_cast<double>(settled.result.transcript.back().at.count()) / 1000;
  }
  out.attempts = settled.plays;
  out.crash = std::move(settled.crash);
  return out;
}

}  // namespace smtpspec::run
