#pragma once

#include <string>
#include <utility>
#include <vector>

/// JUnit XML as such: what the common CI readers take and no more (reports/junit.xsd), whoever has cases to
/// report.
namespace smtpspec::reports {

/// The schema allows so much.
inline constexpr std::size_t kJUnitMessage = 300;
inline constexpr std::size_t kJUnitOutput = 100'000;  ///< Jenkins cuts a case there

/// What became of a case: the element it gets, with its type.
struct JUnitOutcome {
  std::string element;  ///< "failure", "skipped" or "error"; empty: it passed
  std::string type;
  std::string message;  ///< one line
};

/// All text is well-formed (clean(), one_line()).
struct JUnitCase {
  std::string class_name, name;
  double seconds = 0;
  JUnitOutcome outcome;
  std::string text;    ///< within the element of the outcome
  std::string output;  ///< system-out
};

struct JUnitSuite {
  std::string name;
  std::string started;                                          ///< UTC, "2026-11-24T11:00:00Z", or empty
  std::vector<std::pair<std::string, std::string>> properties;  ///< those without a value are left out
  std::vector<JUnitCase> cases;
};

/// The document. A case whose class has its name already gets a number.
std::string junit_document(double seconds, const std::vector<JUnitSuite>& suites);

}  // namespace smtpspec::reports
