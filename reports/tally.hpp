#pragma once

#include "reports/results.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::reports {

/// How many cases came out how.
class Tally {
 public:
  void add(Verdict verdict, bool kept);
  std::size_t operator[](Verdict verdict) const { return by_verdict_[static_cast<std::size_t>(verdict)]; }
  std::size_t cases() const;
  /// The question was put and answered: all but skip, blocked and error.
  std::size_t asked() const;
  /// ... and the level of the rule was kept: nothing worse than note; at MUST also warn, which breaks no
  /// MUST.
  std::size_t kept() const { return kept_; }
  /// "120 pass, 6 note, 1 fail", in the order of Verdict, only what occurs; "no cases".
  std::string words() const;

 private:
  std::array<std::size_t, kVerdicts> by_verdict_{};
  std::size_t kept_ = 0;
};

/// "MUST" (also MUST NOT), "SHOULD", "MAY", "table", "advice", or "other" where a case has no rule.
std::string_view level_of(const CaseResult& c);

struct Tallies {
  Tally all;
  std::vector<std::pair<std::string, Tally>> by_level;    ///< in the order of level_of, only what occurs
  std::vector<std::pair<std::string, Tally>> by_section;  ///< section_title(), in the order of the run
};
Tallies tallies(const Run& run);

}  // namespace smtpspec::reports
