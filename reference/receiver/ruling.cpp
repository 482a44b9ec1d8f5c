#include "reference/receiver/ruling.hpp"

namespace smtpspec::receiver {

Permitted Ruling::end(DecisionId id, std::uint8_t choice) const {
  const Choice& made = decisions()[id].choices[choice];
  Permitted reply{.decision = id,
                  .choice = choice,
                  .standing = made.standing,
                  .clause = id,
                  .effects = effects_ | made.answer.effects};
  // To refuse is right for each of several reasons, whatever others would have said before.
  if (standing_ > made.standing && !reply.refuses()) {
    reply.standing = standing_;
    reply.clause = clause_;
  }
  return reply;
}

bool Ruling::put(DecisionId id, unsigned which) {
  if (every_way()) {
    put_every_way(id, which);
    return false;
  }
  const std::uint8_t choice = counsel_->ask(id);
  const Answer& answer = decisions()[id].choices[choice].answer;
  if (answer.code == 0 || (which >> choice & 1U) == 0) {
    if (answer.code == 0) effects_ |= answer.effects;
    return false;
  }
  chosen_ = end(id, choice);
  settled_ = true;
  return true;
}

void Ruling::put_every_way(DecisionId id, unsigned which) {
  const Choices& choices = decisions()[id].choices;
  const Choice* best = nullptr;  // of those that go on
  for (std::uint8_t i = 0; i < choices.size(); ++i) {
    const bool replies = choices[i].answer.code != 0 && (which >> i & 1U) != 0;
    if (replies) {
      open_.push_back(end(id, i));
    } else if (best == nullptr || choices[i].standing < best->standing) {
      best = &choices[i];
    }
  }
  const Standing going_on = best == nullptr ? Standing::fail : best->standing;
  if (going_on > standing_) {
    standing_ = going_on;
    clause_ = id;
  }
  if (best != nullptr && best->answer.code == 0) effects_ |= best->answer.effects;
}

}  // namespace smtpspec::receiver
