#pragma once

#include "reports/html_data.hpp"
#include "reports/tally.hpp"

namespace smtpspec::reports {

/// The case is shown in full at the top of the page: it counts, it is news, or it is an error.
bool stands_with_findings(const Run& run, const CaseResult& c);
/// "RFC 5321" of the first rule; empty without one.
std::string rfc_of(const CaseResult& c);

/// The cases of a run, as each part of the page lists them. Refers to `run` and `tally`.
class CaseLists {
 public:
  CaseLists(const Run& run, const Tallies& tally);

  /// News before what the baseline knows, and the gravest first.
  Data findings() const;
  /// By the reason that blocked them.
  Data blocked() const;
  /// Suite by suite, in the order of the run.
  Data suites() const;
  Data sections() const;
  Data requirements() const;

 private:
  const Run& run_;
  const Tallies& tally_;
  std::vector<std::string> anchors_;

  std::string anchor(std::size_t i) const;
  Data finding(std::size_t i) const;
  Data row(std::size_t i) const;
  Data links(const std::vector<std::size_t>& cases) const;
};

}  // namespace smtpspec::reports
