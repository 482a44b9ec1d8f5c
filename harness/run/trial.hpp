#pragma once

#include "harness/language/catalogue.hpp"
#include "harness/player/player.hpp"
#include "harness/run/mutations.hpp"
#include "harness/transport/memory.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

namespace smtpspec::run {

/// Where a row stands in its file.
struct Place {
  std::uint32_t line, column;
  auto operator<=>(const Place&) const = default;
};
inline Place place(language::Position at) { return {at.line, at.column}; }

/// A play whose claims about delivery are settled.
struct Judged {
  player::Result result;
  player::Grade verdict = player::Grade::pass;
  std::string message;
  std::set<Place> taken;        ///< the rows that gave a grade
  bool general_breach = false;  ///< a check of every dialogue was broken
  receiver::DecisionSet consulted;
};

/// One case on one venue, against whatever the model is made to do. All but the venue must outlive it.
class Trial {
 public:
  Trial(const player::Case& c, const language::Catalogue& catalogue, Venue venue);

  /// What the case needs and the venue has not; empty if it can be played.
  std::string why_skipped() const { return player::why_skipped(case_, venue_.circumstances); }
  const std::string& venue() const { return venue_.name; }
  /// From here on, what does not change a decision leaves it as `conduct` has it.
  void stand_on(const receiver::Conduct& conduct) { ground_ = conduct; }
  Judged play(const Mutation& mutation);

 private:
  const player::Case& case_;
  const language::Catalogue& catalogue_;
  Venue venue_;
  transport::MemoryTarget target_;
  std::optional<receiver::Conduct> ground_;
};

}  // namespace smtpspec::run
