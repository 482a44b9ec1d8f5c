#pragma once

#include "fuzz/mutator/mutator.hpp"

#include <cstddef>
#include <cstdint>

namespace smtpspec::fuzz {

// What libFuzzer asks of a target that changes inputs itself, for inputs of one shape.

/// Whether everything is left to the engine: SMTPSPEC_MUTATOR=off in the environment.
bool left_to_the_engine();
/// LLVMFuzzerMutate; the input as it is under an engine that has none.
std::size_t change_by_engine(std::uint8_t* data, std::size_t size, std::size_t most);
/// LLVMFuzzerCustomMutator: by `mutate`, and a share of the changes by the engine.
std::size_t change(const Shape& shape, std::uint8_t* data, std::size_t size, std::size_t most, Random random);
/// LLVMFuzzerCustomCrossOver: by `cross`, and often not at all, which is 0.
std::size_t cross_over(const Shape& shape, std::string_view one, std::string_view other, std::uint8_t* out,
                       std::size_t most, Random random);

}  // namespace smtpspec::fuzz
