#pragma once

#include "harness/player/player.hpp"
#include "reports/results.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::run {

using Millis = std::chrono::milliseconds;

reports::Verdict verdict_of(player::Grade grade);
/// It accuses the target: fail or risk.
bool convicts(reports::Verdict verdict);

/// What is said of an accusation that a run had no time to repeat.
std::string found_once(std::string_view message);

/// How a play of a case ended, with what only the run can know.
struct Attempt {
  player::Result result;
  /// What a second connection saw right after the play fell silent.
  enum class Control : std::uint8_t { not_asked, lively, slow } control = Control::not_asked;
  std::string crash;  ///< the server died in it ("killed by SIGSEGV"), and no other case was being played
};

/// How a case is to be played next, and why: to be sure, or since the target did not have (or keep) a session
/// for us.
struct Again {
  bool alone = true;
  std::uint32_t deadlines = 1;  ///< by how much they are multiplied
  Millis wait{0};
  enum class Because : std::uint8_t { doubt, no_session, overload } because = Because::doubt;
};

/// What is said of a case in the end.
struct Settled {
  reports::Verdict verdict = reports::Verdict::pass;
  std::string message;
  player::Result result;  ///< the play that is shown
  std::string crash;
  int plays = 1;
};

/// The rules of playing a case again (docs/architecture.md, "From a play to a verdict"). Pure.
///   - a fail or risk must repeat alone with four times the deadlines; else it is a note, "not reproducible";
///   - a temporary refusal of the set-up is asked again twice, on a fresh connection, with fewer jobs; a
///   temporary refusal of the session itself five times, after pauses that grow;
///   - no connection or no banner: three times alone, then blocked;
///   - silence: three fresh plays with a control connection, then a hang, or blocked if the control was slow
///   too, or another play was answered;
///   - a process that died is a fail, seen once or not;
///   - what the harness got wrong is tried once more, then an error.
class Attempts {
 public:
  static constexpr std::uint32_t kPatience = 4, kLastSilence = 2;
  static constexpr int kAloneWithoutConnection = 3, kTemporary = 2, kTurnedAway = 5, kSilentAgain = 3;

  /// `ours`: we launched the server, so that a hang is a fail and not only a risk.
  explicit Attempts(bool ours) : ours_(ours) {}

  /// Takes the latest play in; how it is to be played next, or nothing: it is settled.
  std::optional<Again> take(Attempt attempt);
  /// Valid once take() has returned nothing. Call it once.
  Settled settled() { return std::move(settled_); }
  /// What there is to say if it is not played again: of an accusation that waits to be repeated.
  std::optional<Settled> unfinished();
  int plays() const { return plays_; }

 private:
  std::optional<Again> next(Attempt attempt);
  std::optional<Again> settle(Attempt attempt, reports::Verdict verdict, std::string message);
  std::optional<Again> undecided(Attempt attempt, std::string message);
  std::optional<Again> without_connection(Attempt attempt);
  std::optional<Again> silent(Attempt attempt);
  std::optional<Again> convicted(Attempt attempt, reports::Verdict verdict);
  std::optional<Again> acquitted(Attempt attempt);

  bool ours_;
  int plays_ = 0, unconnected_ = 0, temporary_ = 0, turned_away_ = 0, silent_ = 0, errors_ = 0, doubts_ = 0;
  bool slow_control_ = false;
  bool lively_ = false;  // some play was answered
  bool accused_ = false;
  Attempt accusation_;  // the first fail or risk
  Settled settled_;
};

}  // namespace smtpspec::run
