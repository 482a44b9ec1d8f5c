#include "harness/run/deaths.hpp"

#include <utility>

namespace smtpspec::run {

void Deaths::died(std::string how, const std::vector<std::size_t>& suspects) {
  if (suspects.empty()) return;
  deaths_.push_back({.what = {std::move(how), suspects}, .left = {suspects.begin(), suspects.end()}});
}

std::optional<Deaths::Unexplained> Deaths::settled(std::size_t index, bool killed) {
  for (Death& death : deaths_) {
    if (death.left.erase(index) == 0) continue;
    death.explained = death.explained || killed;
    if (death.left.empty() && !death.explained) return death.what;
  }
  return std::nullopt;
}

std::vector<Deaths::Unexplained> Deaths::open() const {
  std::vector<Unexplained> out;
  for (const Death& death : deaths_) {
    if (!death.explained && !death.left.empty()) out.push_back(death.what);
  }
  return out;
}

}  // namespace smtpspec::run
