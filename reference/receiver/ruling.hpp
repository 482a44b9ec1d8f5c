#pragma once

#include "reference/receiver/counsel.hpp"

#include <span>
#include <vector>

namespace smtpspec::receiver {

/// One reply that may be given, by which choice, and what it does.
struct Permitted {
  DecisionId decision = 0;
  std::uint8_t choice = 0;
  Standing standing = Standing::pass;  ///< the worst choice on the way to it
  DecisionId clause = 0;               ///< the decision that made it so: its requirement says why
  Effects effects = effect::none;      ///< all that was gathered on the way

  const Answer& answer() const { return decisions()[decision].choices[choice].answer; }
  bool refuses() const { return answer().code >= 400; }
  bool operator==(const Permitted&) const = default;
};

/// The way through the decisions that one input puts, to the replies at its end. With a counsel one choice is
/// made at each decision and the way ends at the first that is a reply. Without, every choice is kept open,
/// which gives the union of what all conducts would reply; there, put() never settles anything.
class Ruling {
 public:
  /// Every way.
  Ruling() = default;
  /// The way of one conduct; `counsel` outlives the ruling.
  explicit Ruling(Counsel& counsel) : counsel_(&counsel) {}

  /// Puts a decision. True: it is settled, put nothing more. Of the choices that are replies only those in
  /// `which` (a bit each) come into question; the others go on.
  bool put(DecisionId id, unsigned which = ~0U);
  /// The choice at a decision that is not about replies; the default when every choice is open.
  std::uint8_t ask(DecisionId id) { return counsel_ != nullptr ? counsel_->ask(id) : std::uint8_t{0}; }
  /// What the choice at such a decision does.
  Effects ask_effects(DecisionId id) { return decisions()[id].choices[ask(id)].answer.effects; }
  /// Adds to what the replies still to come will do.
  void gather(Effects effects) { effects_ |= effects; }
  /// The reply waits for an answer of the host; `effects` says for which.
  void suspend(Effects effects) {
    suspended_ = true;
    effects_ |= effects;
  }
  /// Of every way: no longer the replies that do any of this.
  void leave_out(Effects effects) {
    std::erase_if(open_, [&](const Permitted& one) { return (one.effects & effects) != 0; });
  }
  bool suspended() const { return suspended_; }
  Effects effects() const { return effects_; }
  bool every_way() const { return counsel_ == nullptr; }
  std::span<const Permitted> permitted() const {
    return every_way() ? std::span(open_) : std::span(&chosen_, settled_ ? 1 : 0);
  }
  /// The one reply chosen; null if the ruling was not settled.
  const Permitted* chosen() const { return settled_ ? &chosen_ : nullptr; }
  bool operator==(const Ruling&) const = default;

 private:
  Permitted end(DecisionId id, std::uint8_t choice) const;
  void put_every_way(DecisionId id, unsigned which);

  Counsel* counsel_ = nullptr;
  Effects effects_ = effect::none;
  Standing standing_ = Standing::pass;  // the worst choice so far, and where it was made
  DecisionId clause_ = 0;
  bool settled_ = false;
  bool suspended_ = false;
  Permitted chosen_;
  std::vector<Permitted> open_;
};

}  // namespace smtpspec::receiver
