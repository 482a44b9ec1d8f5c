#include "reports/problem.hpp"

#include <fmt/format.h>

namespace smtpspec::reports {

std::string render(const Problem& problem) {
  std::string out = problem.file;
  if (problem.line != 0) out += fmt::format("{}{}:{}", out.empty() ? "" : ":", problem.line, problem.column);
  out += fmt::format("{}{}\n", out.empty() ? "" : ": ", problem.what);
  if (!problem.source.empty() && problem.column != 0) {
    const std::string number = std::to_string(problem.line);
    out += fmt::format(" {} | {}\n", number, problem.source);
    out += fmt::format(" {:{}} | {:{}}^\n", "", number.size(), "", problem.column - 1);
  }
  if (!problem.help.empty()) out += fmt::format("  help: {}\n", problem.help);
  return out;
}

}  // namespace smtpspec::reports
