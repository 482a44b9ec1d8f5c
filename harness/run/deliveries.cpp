#include "harness/run/deliveries.hpp"

#include "harness/run/claims.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

constexpr Millis kLook = 100ms;          // from one look to the next
constexpr Millis kDeliveryIsSlow = 30s;  // no longer than this, while it comes
constexpr Millis kNothingComes = 1s;     // where a claim is that something did not
constexpr Millis kNothingNew = 2s;       // what is missing by then is missing

}  // namespace

void Deliveries::settle(const PlayAgain& play_again,
                        const std::function<void(std::size_t, Settled)>& finish) {
  delivery::Arrived arrived = await();
  std::map<std::size_t, Settled> accused;
  for (const std::size_t index : convicted(arrived)) accused.insert(kept_.extract(index));
  if (!accused.empty()) {
    std::vector<std::size_t> again;
    for (const auto& [index, settled] : accused) again.push_back(index);
    for (const std::size_t index : gives_up_() ? again : play_again(again)) {
      if (kept_.contains(index)) continue;
      Settled once = std::move(accused.at(index));
      settle_claims(once, arrived, catalogue_);
      once.verdict = reports::Verdict::blocked;
      once.message = found_once(once.message);
      finish(index, std::move(once));
    }
    arrived = await();
  }
  for (auto& [index, settled] : kept_) {
    settle_claims(settled, arrived, catalogue_);
    settled.plays += accused.contains(index) ? 1 : 0;
    finish(index, std::move(settled));
  }
}

/// Those that accuse the target only by what was delivered.
std::vector<std::size_t> Deliveries::convicted(const delivery::Arrived& arrived) const {
  std::vector<std::size_t> out;
  for (const auto& [index, settled] : kept_) {
    Settled trial = settled;
    settle_claims(trial, arrived, catalogue_);
    if (convicts(trial.verdict) && !convicts(settled.verdict)) out.push_back(index);
  }
  return out;
}

bool Deliveries::is_open(const delivery::Arrived& arrived) const {
  return std::any_of(kept_.begin(), kept_.end(),
                     [&](const auto& one) { return has_open_claims(one.second, arrived, catalogue_); });
}

/// Looks until every claim holds and what should not come has had its time, or no longer than is reasonable.
delivery::Arrived Deliveries::await() const {
  const bool immediate = places_.are_immediate();
  const bool absence =
      std::any_of(kept_.begin(), kept_.end(), [](const auto& one) { return claims_absence(one.second); });
  const Millis began = network_.now();
  const Millis least = absence && !immediate ? kNothingComes : 0ms;
  const Millis most = immediate ? 0ms : kDeliveryIsSlow;
  std::size_t seen = 0;
  Millis last_came = began;
  for (;;) {
    delivery::Arrived arrived{.messages = places_.look()};
    const Millis now = network_.now();
    if (std::exchange(seen, arrived.messages.size()) != arrived.messages.size()) last_came = now;
    const Millis waited = now - began;
    const bool all_came = is_open(arrived) ? now - last_came >= kNothingNew : waited >= least;
    arrived.more_may_come = !all_came && !immediate;
    arrived.shows_absence = immediate || !arrived.messages.empty();
    if (kept_.empty() || all_came || waited >= most || gives_up_()) return arrived;
    network_.after(kLook, [this] { network_.stop(); });
    network_.run();
  }
}

}  // namespace smtpspec::run
