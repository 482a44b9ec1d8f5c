#include "fuzz/mutator/engine.hpp"

#include <algorithm>
#include <cstdlib>

/// Weak: not every engine that calls us has it.
extern "C" [[gnu::weak]] std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace smtpspec::fuzz {
namespace {

constexpr std::size_t kShareOfTheEngine =
    3;  // one in so many: it knows what was compared, and the dictionary
constexpr std::size_t kShareOfCrossing = 8;

std::size_t put(std::string_view input, std::uint8_t* out) {
  std::copy(input.begin(), input.end(), out);
  return input.size();
}

}  // namespace

bool left_to_the_engine() {
  static const bool off = [] {
    const char* const value = std::getenv("SMTPSPEC_MUTATOR");
    return value != nullptr && std::string_view(value) == "off";
  }();
  return off;
}

std::size_t change_by_engine(std::uint8_t* data, std::size_t size, std::size_t most) {
  return LLVMFuzzerMutate == nullptr ? size : LLVMFuzzerMutate(data, size, most);
}

std::size_t change(const Shape& shape, std::uint8_t* data, std::size_t size, std::size_t most,
                   Random random) {
  if (LLVMFuzzerMutate != nullptr && (left_to_the_engine() || random.one_in(kShareOfTheEngine)))
    return change_by_engine(data, size, most);
  return put(mutate(shape, {reinterpret_cast<const char*>(data), size}, most, random), data);
}

std::size_t cross_over(const Shape& shape, std::string_view one, std::string_view other, std::uint8_t* out,
                       std::size_t most, Random random) {
  // Nothing: libFuzzer asks for another change. It would cross every second time.
  if (left_to_the_engine() || !random.one_in(kShareOfCrossing)) return 0;
  return put(cross(shape, one, other, most, random), out);
}

}  // namespace smtpspec::fuzz
