#include "harness/run/vigil.hpp"

#include "reference/reply/visible.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

constexpr Millis kDeathIsNoticed = 20ms, kDeathIsSuspected = 200ms;

}  // namespace

Millis Vigil::moment(const player::Result& result) {
  const bool clean = result.end == player::Result::End::finished && result.verdict == player::Grade::pass;
  return clean ? kDeathIsNoticed : kDeathIsSuspected;
}

std::uint64_t Vigil::keep(Ended one) {
  kept_.push_back({++numbers_, std::move(one)});
  return numbers_;
}

std::optional<Ended> Vigil::outlived(std::uint64_t number) {
  if (how_.empty()) how_ = process_->death();
  if (server_is_dead()) return std::nullopt;
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) { return one.number == number; });
  if (found == kept_.end()) return std::nullopt;
  Ended out = std::move(found->what);
  kept_.erase(found);
  return out;
}

Vigil::Burial Vigil::bury() {
  Burial out{.how = std::exchange(how_, ""),
             .last_words = reply::visible(process_->last_words()),
             .all = {},
             .revived = false};
  for (Kept& one : std::exchange(kept_, {})) out.all.push_back(std::move(one.what));
  out.revived = process_->revive();
  return out;
}

}  // namespace smtpspec::run
