#include "reports/results.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::reports {
namespace {

constexpr std::array<std::string_view, kVerdicts> kNames = {"pass",    "note", "warn", "skip",
                                                            "blocked", "risk", "fail", "error"};

}  // namespace

std::string_view name(Verdict verdict) { return kNames.at(static_cast<std::size_t>(verdict)); }

std::optional<Verdict> verdict_named(std::string_view name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Verdict>(found - kNames.begin());
}

bool is_finding(const Run& run, const CaseResult& c) {
  switch (c.verdict) {
    case Verdict::fail:
      return true;
    case Verdict::risk:
      return run.security;
    case Verdict::warn:
      return run.strict;
    default:
      return false;
  }
}

bool is_known(const Run& run, const CaseResult& c) { return is_finding(run, c) && c.listed && c.expected; }

bool is_news(const Run& run, const CaseResult& c) { return c.listed ? !c.expected : is_finding(run, c); }

bool has_news(const Run& run) {
  return !run.stale.empty() || std::any_of(run.cases.begin(), run.cases.end(),
                                           [&](const CaseResult& c) { return is_news(run, c); });
}

std::size_t count(const Run& run, Verdict verdict) {
  return static_cast<std::size_t>(std::count_if(run.cases.begin(), run.cases.end(),
                                                [&](const CaseResult& c) { return c.verdict == verdict; }));
}

bool as_expected(const Run& run) {
  const bool asked = count(run, Verdict::skip) != run.cases.size();
  return asked && run.lost.empty() && count(run, Verdict::error) == 0 && !has_news(run);
}

}  // namespace smtpspec::reports
