// What libFuzzer asks of a target that changes inputs itself. Compiled for each target, with
// SMTPSPEC_FUZZ_CRAFT and SMTPSPEC_FUZZ_CHOICES. SMTPSPEC_MUTATOR=off in the environment leaves everything to
// the engine.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "fuzz/mutator/mutator.hpp"

/// Weak: not every engine that calls us has it.
extern "C" [[gnu::weak]] std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using namespace smtpspec::fuzz;

constexpr std::size_t kShareOfTheEngine =
    3;  // one in so many: it knows what was compared, and the dictionary
constexpr std::size_t kShareOfCrossing = 8;

const Shape& shape() {
  static const Shape one{SMTPSPEC_FUZZ_CRAFT, SMTPSPEC_FUZZ_CHOICES};
  return one;
}

bool is_off() {
  static const bool off = [] {
    const char* const value = std::getenv("SMTPSPEC_MUTATOR");
    return value != nullptr && std::string_view(value) == "off";
  }();
  return off;
}

std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::size_t put(std::string_view input, std::uint8_t* out) {
  std::copy(input.begin(), input.end(), out);
  return input.size();
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned int seed) {
  Random random(seed);
  if (LLVMFuzzerMutate != nullptr && (is_off() || random.one_in(kShareOfTheEngine)))
    return LLVMFuzzerMutate(data, size, most);
  return put(mutate(shape(), view(data, size), most, random), data);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t most, unsigned int seed) {
  Random random(seed);
  // Nothing: libFuzzer asks for another change. It would cross every second time.
  if (is_off() || !random.one_in(kShareOfCrossing)) return 0;
  return put(cross(shape(), view(one, one_size), view(other, other_size), most, random), out);
}
