#pragma once

#include "fuzz/support/choices.hpp"
#include "reference/receiver/conduct.hpp"

#include <string>
#include <vector>

namespace smtpspec::fuzz {

/// Every choice but the defaults, the unlawful ones first.
inline const std::vector<receiver::Deviation>& all_deviations() {
  static const auto all = [] {
    std::vector<receiver::Deviation> out = receiver::deviations();
    for (receiver::Deviation& lawful : receiver::lawful_variants()) out.push_back(std::move(lawful));
    return out;
  }();
  return all;
}

/// Two choices name a deviation by its place in all_deviations(), from one; zeros name none.
inline std::string choices_of_deviation(std::size_t place) {
  return {static_cast<char>('0' + place / 256), static_cast<char>('0' + place % 256)};
}
/// `conduct`, but for the deviation that is chosen.
inline receiver::Conduct deviating(receiver::Conduct conduct, Choices& choices) {
  const std::size_t page = choices.number(256);
  const std::size_t place = 256 * page + choices.number(256);
  if (place == 0) return conduct;
  const receiver::Deviation& taken = all_deviations()[(place - 1) % all_deviations().size()];
  conduct.set(taken.decision, taken.choice);
  return conduct;
}

}  // namespace smtpspec::fuzz
