#pragma once

#include "harness/run/options.hpp"

#include <chrono>
#include <cstdint>

namespace smtpspec::run {

struct Pace {
  std::uint32_t first = 4;  ///< connections side by side, to begin with
  std::uint32_t most = 8;   ///< after kCleanToGrow clean ones
  Millis between{0};        ///< from one start to the next
};

/// The pace that the user asks for; a stranger has one connection at a time, a second apart.
Pace pace_of(const Options& options, bool stranger, bool one_at_a_time);

/// How many cases are played side by side, and when the next one may start. Pure: time is a parameter.
class Jobs {
 public:
  static constexpr std::uint32_t kCleanToGrow = 20;
  static constexpr Millis kFirstPause{200}, kLongestPause{5'000};
  /// What was under way when they were halved says nothing about the new number.
  static constexpr Millis kOneIncident{500};

  explicit Jobs(Pace pace);

  /// The earliest moment at which another case may start, given how many are running; Millis::max() if one of
  /// those has to end first.
  Millis next_start(std::uint32_t running) const;
  void started(Millis now);
  /// A play ended and its connections were accepted and greeted.
  void clean();
  /// A connection was refused, closed or silent before its banner: half as many from here on, never more
  /// again, and a pause that grows with each of these.
  void refused(Millis now);
  /// The target had no time for a session (421 or 4yz where it should have gone on): half as many for a
  /// while.
  void overloaded(Millis now);
  std::uint32_t allowed() const { return allowed_; }

 private:
  void halve(Millis now);

  Pace pace_;
  std::uint32_t allowed_, clean_ = 0;
  Millis not_before_{0}, pause_{kFirstPause}, halved_until_{0};
};

}  // namespace smtpspec::run
