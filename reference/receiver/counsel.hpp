#pragma once

#include "reference/receiver/conduct.hpp"

namespace smtpspec::receiver {

/// Asks a conduct, and remembers what it was asked. Every reading of a conduct goes through here, so that two
/// conducts that differ in nothing that was asked give the same dialogue.
class Counsel {
 public:
  explicit Counsel(const Conduct& conduct) : conduct_(conduct) {}
  std::uint8_t ask(DecisionId id) {
    asked_.set(id);
    return conduct_[id];
  }
  /// Asks all of them; true if the choice is the default everywhere.
  bool ask_defaults(const DecisionSet& ids) {
    asked_ |= ids;
    return (conduct_.changed() & ids).none();
  }
  /// Of a decision whose question is asked by something that was read: peek first, and ask when it comes up.
  std::uint8_t peek(DecisionId id) const { return conduct_[id]; }
  const DecisionSet& asked() const { return asked_; }
  bool operator==(const Counsel&) const = default;

 private:
  Conduct conduct_;
  DecisionSet asked_;
};

}  // namespace smtpspec::receiver
