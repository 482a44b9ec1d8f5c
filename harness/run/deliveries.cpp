#include "harness/run/deliveries.hpp"

#include "harness/run/claims.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

constexpr Millis kLook = 100ms;         // from one look to the next
constexpr Millis kDeliveryIsSlow = 8s;  // no longer than this
constexpr Millis kNothingComes = 1s;    // where a claim is that something did not
constexpr Millis kNothingNew = 2s;      // what is missing by then is missing

}  // namespace

void Deliveries::settle(const std::function<void(const std::vector<std::size_t>&)>& play_again,
                        const std::function<void(std::size_t, Settled)>& finish) {
  auto messages = await();
  const std::vector<std::size_t> again = convicted(messages);
  if (!again.empty() && play_again) {
    for (const std::size_t index : again) kept_.erase(index);
    play_again(again);
    messages = await();
  }
  for (auto& [index, settled] : kept_) {
    settle_claims(settled, messages, catalogue_);
    settled.plays += static_cast<int>(std::count(again.begin(), again.end(), index));
    finish(index, std::move(settled));
  }
}

/// Those that accuse the target only by what was delivered.
std::vector<std::size_t> Deliveries::convicted(
    const std::vector<delivery::DeliveredMessage>& messages) const {
  std::vector<std::size_t> out;
  for (const auto& [index, settled] : kept_) {
    Settled trial = settled;
    settle_claims(trial, messages, catalogue_);
    if (convicts(trial.verdict) && !convicts(settled.verdict)) out.push_back(index);
  }
  return out;
}

bool Deliveries::is_open(const std::vector<delivery::DeliveredMessage>& messages) const {
  return std::any_of(kept_.begin(), kept_.end(),
                     [&](const auto& one) { return has_open_claims(one.second, messages, catalogue_); });
}

/// Looks until every claim holds and what should not come has had its time, or no longer than is reasonable.
std::vector<delivery::DeliveredMessage> Deliveries::await() const {
  if (kept_.empty() || gives_up_()) return places_.look();
  const bool absence =
      std::any_of(kept_.begin(), kept_.end(), [](const auto& one) { return claims_absence(one.second); });
  const bool immediate = places_.are_immediate();
  const Millis began = network_.now();
  const Millis least = absence && !immediate ? kNothingComes : 0ms;
  const Millis most = immediate ? 0ms : kDeliveryIsSlow;
  std::size_t seen = 0;
  Millis last_came = began;
  for (;;) {
    auto messages = places_.look();
    const Millis now = network_.now();
    if (std::exchange(seen, messages.size()) != messages.size()) last_came = now;
    const Millis waited = now - began;
    const bool all_came = is_open(messages) ? now - last_came >= kNothingNew : waited >= least;
    if (all_came || waited >= most || gives_up_()) return messages;
    network_.after(kLook, [this] { network_.stop(); });
    network_.run();
  }
}

}  // namespace smtpspec::run
