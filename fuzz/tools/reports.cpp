// Reports are well-formed whatever a server says: the stored results are read back, and nothing becomes
// markup.
#include "fuzz/support/require.hpp"
#include "fuzz/support/xml_law.hpp"
#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace smtpspec;
using fuzz::check_xml;
using fuzz::require;

/// A run in which the server had all that can be said.
reports::Run run_with(const std::string& octets) {
  using enum reports::Verdict;
  reports::Run run{.tool_version = "1", .started = "2026-11-24T11:00:00Z"};
  run.target = {.address = "mx", .banner = octets, .ehlo = {octets, "PIPELINING"}, .notes = {octets}};
  for (const reports::Verdict verdict : {pass, blocked, risk, fail, error}) {
    reports::CaseResult result{.id = "case-" + std::to_string(static_cast<int>(verdict)),
                               .group = "rfc5321/4.2"};
    result.verdict = verdict;
    result.message = octets;
    result.rules = {{.id = "RFC5321-4.2-a", .level = "MUST", .rfc = "RFC 5321", .section = "4.2"}};
    result.findings = {{.verdict = verdict, .message = octets, .allowed = octets, .observed = octets}};
    result.transcript = {
        {.kind = reports::Exchange::Kind::received, .octets = octets, .answers = octets, .oracle = octets},
        {.kind = reports::Exchange::Kind::event, .text = octets}};
    result.crash = octets;
    run.cases.push_back(result);
  }
  return run;
}

/// All that the server had said.
std::vector<std::string> said(const reports::Run& run) {
  std::vector<std::string> all = run.target.ehlo;
  all.insert(all.end(), run.target.notes.begin(), run.target.notes.end());
  all.push_back(run.target.banner);
  for (const reports::CaseResult& each : run.cases) {
    all.insert(all.end(), {each.message, each.crash});
    for (const reports::Finding& finding : each.findings)
      all.insert(all.end(), {finding.message, finding.allowed, finding.observed});
    for (const reports::Exchange& exchange : each.transcript)
      all.insert(all.end(), {exchange.octets, exchange.text, exchange.answers, exchange.oracle});
  }
  return all;
}

/// How often each octet stands there that begins or ends a tag or a value in one.
std::array<std::ptrdiff_t, 4> markup(const std::string& page) {
  const auto count = [&](char c) { return std::count(page.begin(), page.end(), c); };
  return {count('<'), count('>'), count('"'), count('\'')};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(octets), size);
  const reports::Run run = run_with(text);

  pugi::xml_document document;
  const std::string junit = reports::junit(run);
  require(document.load_string(junit.c_str()), "JUnit XML is well-formed");
  check_xml(junit);
  require(document.select_nodes("//testcase").size() == run.cases.size(), "every case is a testcase");

  const std::string stored = reports::to_json(run);
  const auto read = reports::from_json(stored);
  require(read.has_value(), "stored results can be read");
  require(said(*read) == said(run), "no octet of them is lost");
  require(reports::to_json(*read) == stored, "and nothing else of them");

  // Not by x: a page shows \x.. where an octet has no character of its own.
  std::string harmless = text;
  std::replace_if(
      harmless.begin(), harmless.end(),
      [](char c) { return std::string_view("<>&\"'`{}").find(c) != std::string_view::npos; }, 'o');
  require(markup(reports::html(run)) == markup(reports::html(run_with(harmless))),
          "nothing in a page becomes markup");
  return 0;
}
