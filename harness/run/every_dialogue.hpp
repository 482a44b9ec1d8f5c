#pragma once

#include "harness/language/catalogue.hpp"
#include "harness/player/player.hpp"
#include "reports/results.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::run {

/// Gathers what the general checks (player::general_checks()) saw in all plays: one case a run for each
/// check, with how often it was broken and the worst evidence.
class EveryDialogue {
 public:
  void take(const player::Case& what, const player::Result& result);
  /// Ids are "every-dialogue/CHECK", the group is "every-dialogue".
  std::vector<reports::CaseResult> cases(const language::Catalogue& catalogue) const;

 private:
  struct Seen {
    std::uint64_t count = 0;
    reports::Finding worst;  ///< the first of the worst, and where it was seen
    std::string case_id;
    std::vector<reports::Exchange> transcript;
  };
  std::map<std::string, Seen, std::less<>> seen_;
  std::uint64_t replies_ = 0, dialogues_ = 0;
};

}  // namespace smtpspec::run
