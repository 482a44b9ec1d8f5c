#pragma once

#include "harness/run/attempts.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace smtpspec::run {

/// Which case is played next. What is to be played alone comes last, when nothing else is left, so that the
/// others are not held up; unless prefer_alone() says that it decides how to go on. Pure: cases are numbers,
/// time is a parameter.
class Agenda {
 public:
  struct Turn {
    std::size_t index = 0;
    Again how{.alone = false};
  };

  /// Each of these once, in this order.
  explicit Agenda(const std::vector<std::size_t>& indices);
  /// Play this one again, not before `now` + how.wait.
  void again(std::size_t index, Again how, Millis now);
  void prefer_alone(bool yes) { prefer_alone_ = yes; }

  /// A turn that may begin now, with `running` others going on; it counts as begun. While one runs alone,
  /// nothing does.
  std::optional<Turn> next(Millis now, std::uint32_t running);
  /// A turn that began has ended and its result is known.
  void ended(const Turn& turn);
  /// The earliest moment at which waiting turns become ready; nothing: none waits for the clock.
  std::optional<Millis> ready_at(Millis now) const;
  /// Nothing is left to begin.
  bool empty() const { return fresh_.empty() && waiting_.empty(); }
  /// Forgets everything that has not begun.
  void drop();

 private:
  struct Waiting {
    Turn turn;
    Millis not_before{0};
  };
  std::optional<Turn> take_waiting(Millis now, bool alone);
  bool has_waiting(bool alone) const;

  std::deque<std::size_t> fresh_;
  std::vector<Waiting> waiting_;
  bool prefer_alone_ = false, one_is_alone_ = false;
};

}  // namespace smtpspec::run
