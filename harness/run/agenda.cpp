#include "harness/run/agenda.hpp"

#include <algorithm>

namespace smtpspec::run {

Agenda::Agenda(const std::vector<std::size_t>& indices) : fresh_(indices.begin(), indices.end()) {}

void Agenda::again(std::size_t index, Again how, Millis now) {
  waiting_.push_back({{index, how}, now + how.wait});
}

bool Agenda::has_waiting(bool alone) const {
  return std::any_of(waiting_.begin(), waiting_.end(),
                     [&](const Waiting& one) { return one.turn.how.alone == alone; });
}

std::optional<Agenda::Turn> Agenda::take_waiting(Millis now, bool alone) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& one) {
    return one.turn.how.alone == alone && one.not_before <= now;
  });
  if (found == waiting_.end()) return std::nullopt;
  const Turn turn = found->turn;
  waiting_.erase(found);
  return turn;
}

std::optional<Agenda::Turn> Agenda::next(Millis now, std::uint32_t running) {
  if (one_is_alone_) return std::nullopt;
  const bool side_by_side = !fresh_.empty() || has_waiting(false);
  if (has_waiting(true) && (prefer_alone_ || !side_by_side)) {
    if (running > 0) return std::nullopt;
    auto turn = take_waiting(now, true);
    one_is_alone_ = turn.has_value();
    return turn;
  }
  if (auto turn = take_waiting(now, false)) return turn;
  if (fresh_.empty()) return std::nullopt;
  const Turn turn{.index = fresh_.front()};
  fresh_.pop_front();
  return turn;
}

void Agenda::ended(const Turn& turn) {
  if (turn.how.alone) one_is_alone_ = false;
}

std::optional<Millis> Agenda::ready_at(Millis now) const {
  std::optional<Millis> earliest;
  for (const Waiting& one : waiting_) {
    if (one.not_before > now && (!earliest || one.not_before < *earliest)) earliest = one.not_before;
  }
  return earliest;
}

void Agenda::drop() {
  fresh_.clear();
  waiting_.clear();
}

}  // namespace smtpspec::run
