#include "reports/junit_document.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <sstream>

namespace smtpspec::reports {
namespace {

double bounded(double seconds) { return std::isfinite(seconds) ? std::clamp(seconds, 0.0, 1e9) : 0.0; }

std::string time_attribute(double seconds) { return fmt::format("{:.3f}", bounded(seconds)); }

/// "2026-11-24T11:00:00": without a zone, as the readers want it. Empty when nothing says when it began.
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

/// The names of the cases of each class, each once: GitLab keeps only the first of two.
class Names {
 public:
  std::string unique(const std::string& class_name, std::string name) {
    if (name.empty()) name = "(unnamed)";
    std::string candidate = name;
    for (int n = 2; !taken_.emplace(class_name, candidate).second; ++n)
      candidate = fmt::format("{} #{}", name, n);
    return candidate;
  }

 private:
  std::set<std::pair<std::string, std::string>> taken_;
};

void add_case(pugi::xml_node suite, const JUnitCase& c, Names& names) {
  auto node = suite.append_child("testcase");
  node.append_attribute("name") = names.unique(c.class_name, c.name).c_str();
  node.append_attribute("classname") = c.class_name.c_str();
  node.append_attribute("time") = time_attribute(c.seconds).c_str();
  if (!c.outcome.element.empty()) {
    auto child = node.append_child(c.outcome.element.c_str());
    child.append_attribute("type") = c.outcome.type.c_str();
    child.append_attribute("message") = c.outcome.message.c_str();
    if (!c.text.empty()) child.text() = c.text.c_str();
  }
  if (!c.output.empty()) node.append_child("system-out").text() = c.output.c_str();
}

std::ptrdiff_t count(const JUnitSuite& suite, std::string_view element) {
  return std::count_if(suite.cases.begin(), suite.cases.end(),
                       [&](const JUnitCase& c) { return c.outcome.element == element; });
}

void add_suite(pugi::xml_node root, const JUnitSuite& suite, Names& names) {
  auto node = root.append_child("testsuite");
  node.append_attribute("name") = suite.name.c_str();
  node.append_attribute("tests") = suite.cases.size();
  node.append_attribute("failures") = count(suite, "failure");
  node.append_attribute("errors") = count(suite, "error");
  node.append_attribute("skipped") = count(suite, "skipped");
  double seconds = 0;
  for (const JUnitCase& c : suite.cases) seconds += bounded(c.seconds);
  node.append_attribute("time") = time_attribute(seconds).c_str();
  if (const std::string when = timestamp(suite.started); !when.empty())
    node.append_attribute("timestamp") = when.c_str();
  auto properties = node.append_child("properties");
  for (const auto& [name, value] : suite.properties) {
    if (value.empty()) continue;
    auto property = properties.append_child("property");
    property.append_attribute("name") = name.c_str();
    property.append_attribute("value") = value.c_str();
  }
  for (const JUnitCase& c : suite.cases) add_case(node, c, names);
}

}  // namespace

std::string junit_document(double seconds, const std::vector<JUnitSuite>& suites) {
  pugi::xml_document xml;
  auto declaration = xml.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  auto root = xml.append_child("testsuites");
  root.append_attribute("name") = "smtpspec";
  std::size_t tests = 0;
  std::ptrdiff_t failures = 0, errors = 0;
  for (const JUnitSuite& suite : suites) {
    tests += suite.cases.size();
    failures += count(suite, "failure");
    errors += count(suite, "error");
  }
  root.append_attribute("tests") = tests;
  root.append_attribute("failures") = failures;
  root.append_attribute("errors") = errors;
  root.append_attribute("time") = time_attribute(seconds).c_str();
  Names names;
  for (const JUnitSuite& suite : suites) add_suite(root, suite, names);
  std::ostringstream out;
  xml.save(out, "  ");
  return out.str();
}

}  // namespace smtpspec::reports
