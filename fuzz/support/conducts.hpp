#pragma once

#include "fuzz/support/require.hpp"
#include "reference/receiver/conduct.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// A number below kConductPages * kConductPage stands for each lawful conduct here.
constexpr std::size_t kConductPages = 4, kConductPage = 256;

/// Conforming, lenient, or one other lawful choice.
inline receiver::Conduct one_choice(std::size_t which) {
  static const std::vector<receiver::Deviation> variants = receiver::lawful_variants();
  require(variants.size() + 2 <= kConductPages / 2 * kConductPage, "every lawful choice can be made");
  if (which == 0) return {};
  if (which == 1) return receiver::Conduct::lenient();
  const receiver::Deviation& variant = variants[(which - 2) % variants.size()];
  receiver::Conduct conduct;
  conduct.set(variant.decision, variant.choice);
  return conduct;
}

/// Some of the lawful choices, each at odds of one in eight.
inline receiver::Conduct several_choices(std::uint32_t seed) {
  static const std::vector<receiver::Deviation> variants = receiver::lawful_variants();
  receiver::Conduct conduct;
  for (const receiver::Deviation& variant : variants) {
    seed = seed * 1664525U + 1013904223U;
    if (seed >> 29 == 0) conduct.set(variant.decision, variant.choice);
  }
  return conduct;
}

/// The first half makes one choice, the second several.
inline receiver::Conduct lawful(std::size_t which) {
  const bool one = which < kConductPages / 2 * kConductPage;
  return one ? one_choice(which) : several_choices(static_cast<std::uint32_t>(which));
}

inline receiver::Conduct out_of_form(std::size_t which) {
  static constexpr std::string_view kForms[] = {"reply-line-end=lf", "reply-separator=missing",
                                                "reply-separator=tab", "reply-codes=last-differs"};
  const auto form = receiver::Conduct::parse(kForms[which % std::size(kForms)]);
  receiver::Conduct conduct;
  conduct.set(form->first, form->second);
  return conduct;
}

}  // namespace smtpspec::fuzz
