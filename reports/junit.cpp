#include "reports/junit.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "reference/reply/visible.hpp"
#include "reports/evidence.hpp"
#include "reports/section.hpp"

namespace smtpspec::reports {
namespace {

constexpr std::size_t kMessage = 300;
constexpr std::size_t kOutput = 100'000;          // Jenkins cuts a case there
constexpr std::size_t kOutputOfPass = 1'000;      // ... and there where it passed
constexpr std::size_t kOutputOfAll = 20'000'000;  // GitLab takes 30 MB a file

std::string time_attribute(double seconds) {
  return fmt::format("{:.3f}", std::isfinite(seconds) ? std::clamp(seconds, 0.0, 1e9) : 0.0);
}

/// "2026-11-24T11:00:00": without a zone, as the readers want it. Empty when the run does not say when it
/// began.
std::string timestamp(const std::string& started) {
  static constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd";
  if (started.size() < kForm.size()) return {};
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool fits =
        kForm[i] == 'd' ? std::isdigit(static_cast<unsigned char>(started[i])) != 0 : started[i] == kForm[i];
    if (!fits) return {};
  }
  return started.substr(0, kForm.size());
}

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

/// The element a verdict becomes, with its type; an empty element: nothing is said of it.
struct Outcome {
  const char* element = "";
  std::string type;
  std::string message;
};

std::string failure_type(const CaseResult& c) {
  if (!c.crash.empty()) return "CRASH";
  if (c.verdict == Verdict::risk) return "RISK";
  const std::string level = level_of_verdict(c);
  return level.empty() ? "FAIL" : level;
}

Outcome outcome_of(const Run& run, const CaseResult& c) {
  const std::string message = message_of(c, kMessage);
  if (is_known(run, c)) return {"skipped", "xfail", one_line(fmt::format("known: {}", message), kMessage)};
  if (is_news(run, c)) {
    if (is_finding(run, c)) return {"failure", failure_type(c), message};
    const bool passed = c.verdict == Verdict::pass || c.verdict == Verdict::note;
    return {"failure", passed ? "XPASS" : "UNEXPECTED", one_line(c.baseline_reason, kMessage)};
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

class Suite {
 public:
  explicit Suite(pugi::xml_node node, const std::string& name) : node_(node) {
    node_.append_attribute("name") = name.c_str();
    for (const char* count : {"tests", "failures", "errors", "skipped"}) node_.append_attribute(count) = 0;
    node_.append_attribute("time");
  }

  void describe(const Run& run) {
    if (const std::string when = timestamp(run.started); !when.empty()) {
      node_.append_attribute("timestamp") = when.c_str();
    }
    auto properties = node_.append_child("properties");
    const auto property = [&](const char* name, const std::string& value) {
      if (value.empty()) return;
      auto node = properties.append_child("property");
      node.append_attribute("name") = name;
      node.append_attribute("value") = value.c_str();
    };
    property("target", one_line(run.target.address, kMessage));
    property("target.banner", reply::visible(run.target.banner));
    property("target.role", one_line(run.target.role, kMessage));
    property("tool.version", one_line(run.tool_version, kMessage));
    property("seed", std::to_string(run.seed));
    property("baseline", one_line(run.baseline, kMessage));
  }

  pugi::xml_node add_case(const std::string& class_name, const std::string& name, double seconds,
                          const Outcome& outcome, const std::string& text) {
    auto node = node_.append_child("testcase");
    node.append_attribute("name") = name.c_str();
    node.append_attribute("classname") = class_name.c_str();
    node.append_attribute("time") = time_attribute(seconds).c_str();
    seconds_ += std::isfinite(seconds) ? std::max(seconds, 0.0) : 0.0;
    node_.attribute("time") = time_attribute(seconds_).c_str();
    count("tests");
    const std::string_view element = outcome.element;
    if (element.empty()) return node;
    count(element == "failure" ? "failures" : element == "error" ? "errors" : "skipped");
    auto child = node.append_child(outcome.element);
    child.append_attribute("type") = outcome.type.c_str();
    child.append_attribute("message") = outcome.message.c_str();
    if (!text.empty()) child.text() = text.c_str();
    return node;
  }

  int number(const char* attribute) const { return node_.attribute(attribute).as_int(); }

 private:
  pugi::xml_node node_;
  double seconds_ = 0;

  void count(const char* attribute) { node_.attribute(attribute) = number(attribute) + 1; }
};

class Document {
 public:
  explicit Document(const Run& run) : run_(run) {
    auto declaration = xml_.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    root_ = xml_.append_child("testsuites");
    root_.append_attribute("name") = "smtpspec";
    for (const char* count : {"tests", "failures", "errors"}) root_.append_attribute(count) = 0;
    root_.append_attribute("time") = time_attribute(run.seconds).c_str();
  }

  void add(const CaseResult& c) {
    const Outcome outcome = outcome_of(run_, c);
    const bool decided = std::string_view(outcome.element).empty();
    const std::string text =
        decided ? ""
                : "\n" + painted(evidence(c, {.width = 0, .octets = kOutput, .with_dialogue = false}), false);
    const std::string class_of = class_name(c.group);
    auto node = suite(c.group, one_line(suite_name(c), kMessage))
                    .add_case(class_of, unique(class_of, one_line(c.id, kMessage)), c.seconds, outcome, text);
    const std::string output = output_of(c, decided ? kOutputOfPass : kOutput);
    if (!output.empty()) node.append_child("system-out").text() = output.c_str();
  }

  /// A case that was not played, or an entry of the baseline that matched none.
  void add(const char* suite_name, const std::string& name, const Outcome& outcome) {
    const std::string class_of = fmt::format("smtpspec.{}", suite_name);
    suite(suite_name, suite_name)
        .add_case(class_of, unique(class_of, one_line(name, kMessage)), 0, outcome, "");
  }

  std::string text() {
    for (const char* count : {"tests", "failures", "errors"}) {
      int sum = 0;
      for (const auto& [group, suite] : suites_) sum += suite.number(count);
      root_.attribute(count) = sum;
    }
    std::ostringstream out;
    xml_.save(out, "  ");
    return out.str();
  }

 private:
  const Run& run_;
  pugi::xml_document xml_;
  pugi::xml_node root_;
  std::map<std::string, Suite> suites_;
  std::set<std::pair<std::string, std::string>> names_;
  std::size_t output_ = 0;

  Suite& suite(const std::string& group, const std::string& name) {
    if (const auto found = suites_.find(group); found != suites_.end()) return found->second;
    Suite& made = suites_.emplace(group, Suite(root_.append_child("testsuite"), name)).first->second;
    made.describe(run_);
    return made;
  }

  /// The name itself, or with a number where the class has it already: GitLab keeps only the first of two.
  std::string unique(const std::string& class_of, std::string name) {
    if (name.empty()) name = "(unnamed)";
    std::string candidate = name;
    for (int n = 2; !names_.emplace(class_of, candidate).second; ++n)
      candidate = fmt::format("{} #{}", name, n);
    return candidate;
  }

  std::string output_of(const CaseResult& c, std::size_t limit) {
    std::string out = "\n";
    if (c.verdict == Verdict::note || c.verdict == Verdict::warn) out += message_of(c, kMessage) + "\n";
    out += painted(dialogue(c.transcript, {.width = 0, .octets = limit, .indent = 0}), false);
    static constexpr std::string_view kCut = "\n... cut here; the whole dialogue is in the JSON report\n";
    if (out.size() > limit) out = std::string(utf8_prefix(out, limit - kCut.size())).append(kCut);
    output_ += out.size();
    return out.size() == 1 || output_ > kOutputOfAll ? "" : out;
  }
};

}  // namespace

std::string junit(const Run& run) {
  Document document(run);
  for (const CaseResult& c : run.cases) document.add(c);
  if (!run.lost.empty())
    document.add("run", "target-lost", {"error", "target", one_line(run.lost, kMessage)});
  for (const std::string& id : run.not_run) {
    document.add("not-run", id, {"skipped", "not-run", "the run ended before it was played"});
  }
  for (const StaleEntry& entry : run.stale) {
    const std::string where = fmt::format("{}:{}", entry.file, entry.line);
    document.add(
        "baseline", entry.pattern,
        {"failure", "STALE", one_line(fmt::format("{}: no case matches this entry", where), kMessage)});
  }
  return document.text();
}

}  // namespace smtpspec::reports
