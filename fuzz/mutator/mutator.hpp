#pragma once

#include "fuzz/mutator/craft.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// What the inputs of a target are: INPUT and CHOICES of fuzz/CMakeLists.txt.
struct Shape {
  const Craft& craft;
  std::size_t choices;
};

/// A changed input, no longer than `most` octets; the same for the same input and seed.
std::string mutate(const Shape& shape, std::string_view input, std::size_t most, Random random);
/// One input of two, under the same conditions.
std::string cross(const Shape& shape, std::string_view one, std::string_view other, std::size_t most,
                  Random random);

}  // namespace smtpspec::fuzz
