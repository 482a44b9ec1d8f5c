// Compiled for each target of ours, with SMTPSPEC_FUZZ_CRAFT and SMTPSPEC_FUZZ_CHOICES.
#include "fuzz/mutator/engine.hpp"

namespace {

using namespace smtpspec::fuzz;

const Shape& shape() {
  static const Shape one{SMTPSPEC_FUZZ_CRAFT, SMTPSPEC_FUZZ_CHOICES};
  return one;
}

std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned int seed) {
  return change(shape(), data, size, most, Random(seed));
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t most, unsigned int seed) {
  return cross_over(shape(), view(one, one_size), view(other, other_size), out, most, Random(seed));
}
