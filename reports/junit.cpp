#include "reports/junit.hpp"

#include "reference/reply/visible.hpp"
#include "reports/evidence.hpp"
#include "reports/junit_document.hpp"
#include "reports/section.hpp"
#include "reports/shortfall.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

namespace smtpspec::reports {
namespace {

constexpr std::size_t kOutputOfPass = 1'000;      // Jenkins cuts a case there where it passed
constexpr std::size_t kOutputOfAll = 20'000'000;  // GitLab takes 30 MB a file

/// "rfc5321/4.1.1.5-rset" to "smtpspec.rfc5321.s4_1_1_5": a package a document, a class a section.
std::string class_name(const std::string& group) {
  std::string out = "smtpspec";
  std::istringstream folders(group);
  for (std::string part; std::getline(folders, part, '/');) {
    if (part.empty()) continue;
    const bool section = std::isdigit(static_cast<unsigned char>(part.front())) != 0;
    if (section) part = "s" + part.substr(0, part.find('-'));
    std::replace_if(
        part.begin(), part.end(), [](unsigned char c) { return std::isalnum(c) == 0 || c >= 0x80; }, '_');
    out += '.' + part;
  }
  return out;
}

std::string failure_type(const CaseResult& c) {
  if (!c.crash.empty()) return "CRASH";
  if (c.verdict == Verdict::risk) return "RISK";
  const std::string level = level_of_verdict(c);
  return level.empty() ? "FAIL" : level;
}

JUnitOutcome outcome_of(const Run& run, const CaseResult& c) {
  const std::string message = headline(run, c, kJUnitMessage);
  if (is_known(run, c)) return {"skipped", "xfail", message};
  if (is_news(run, c)) {
    if (is_finding(run, c)) return {"failure", failure_type(c), message};
    const bool passed = c.verdict == Verdict::pass || c.verdict == Verdict::note;
    return {"failure", passed ? "XPASS" : "UNEXPECTED", message};
  }
  switch (c.verdict) {
    case Verdict::skip:
      return {"skipped", "unsupported", message};
    case Verdict::blocked:
      return {"skipped", "blocked", message};
    case Verdict::error:
      return {"error", "harness", message};
    default:
      return {};
  }
}

JUnitSuite new_suite(const Run& run, const std::string& name) {
  return {.name = name,
          .started = run.started,
          .properties = {{"target", one_line(run.target.address, kJUnitMessage)},
                         {"target.banner", reply::visible(run.target.banner)},
                         {"target.role", one_line(run.target.role, kJUnitMessage)},
                         {"tool.version", one_line(run.tool_version, kJUnitMessage)},
                         {"seed", std::to_string(run.seed)},
                         {"baseline", one_line(run.baseline, kJUnitMessage)},
                         {"shortfall", fmt::format("{}", fmt::join(shortfalls(run), " "))}},
          .cases = {}};
}

class Document {
 public:
  explicit Document(const Run& run) : run_(run) {}

  void add(const CaseResult& c) {
    JUnitCase out{.class_name = class_name(c.group),
                  .name = one_line(c.id, kJUnitMessage),
                  .seconds = c.seconds,
                  .outcome = outcome_of(run_, c),
                  .text = {},
                  .output = {}};
    const bool decided = out.outcome.element.empty();
    if (!decided)
      out.text =
          "\n" + painted(evidence(c, {.width = 0, .octets = kJUnitOutput, .with_dialogue = false}), false);
    out.output = output_of(c, decided ? kOutputOfPass : kJUnitOutput);
    suite(c.group, one_line(suite_name(c), kJUnitMessage)).cases.push_back(std::move(out));
  }

  /// What is no case that was played: one that was not, an entry of the baseline that matched none.
  void add(const char* suite_name, const std::string& name, JUnitOutcome outcome, std::string text = {}) {
    suite(suite_name, suite_name)
        .cases.push_back({.class_name = fmt::format("smtpspec.{}", suite_name),
                          .name = one_line(name, kJUnitMessage),
                          .seconds = 0,
                          .outcome = std::move(outcome),
                          .text = std::move(text),
                          .output = {}});
  }

  std::string text() const { return junit_document(run_.seconds, suites_); }

 private:
  const Run& run_;
  std::vector<JUnitSuite> suites_;
  std::map<std::string, std::size_t> places_;  // of a group, among the suites
  std::size_t output_ = 0;

  JUnitSuite& suite(const std::string& group, const std::string& name) {
    const auto [place, is_new] = places_.emplace(group, suites_.size());
    if (is_new) suites_.push_back(new_suite(run_, name));
    return suites_[place->second];
  }

  std::string output_of(const CaseResult& c, std::size_t limit) {
    std::string out = "\n";
    if (c.verdict == Verdict::note || c.verdict == Verdict::warn) out += message_of(c, kJUnitMessage) + "\n";
    out += painted(dialogue(c.transcript, {.width = 0, .octets = limit, .indent = 0}), false);
    if (out.size() > limit) {
      const bool whole = std::all_of(c.transcript.begin(), c.transcript.end(),
                                     [](const Exchange& exchange) { return exchange.dropped == 0; });
      const std::string cut = fmt::format("\n... cut here; the {}dialogue is in the JSON report{}\n",
                                          whole ? "whole " : "", whole ? "" : ", as far as it was kept");
      out = std::string(utf8_prefix(out, limit - cut.size())).append(cut);
    }
    output_ += out.size();
    return out.size() == 1 || output_ > kOutputOfAll ? "" : out;
  }
};

}  // namespace

std::string junit(const Run& run) {
  Document document(run);
  for (const CaseResult& c : run.cases) document.add(c);
  if (!run.lost.empty())
    document.add("run", "target-lost", {"error", "target", one_line(run.lost, kJUnitMessage)},
                 clean(run.lost));
  for (const std::string& id : run.not_run) {
    document.add("not-run", id, {"skipped", "not-run", "the run ended before it was played"});
  }
  for (const StaleEntry& entry : run.stale) {
    const std::string where = fmt::format("{}:{}", entry.file, entry.line);
    document.add(
        "baseline", entry.pattern,
        {"failure", "STALE", one_line(fmt::format("{}: no case matches this entry", where), kJUnitMessage)});
  }
  return document.text();
}

}  // namespace smtpspec::reports
