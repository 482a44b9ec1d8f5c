// What libFuzzer asks of a target that changes inputs itself: an input keeps its part, and is changed by what
// that part reads.
#include "fuzz/adapter/parts.hpp"
#include "fuzz/mutator/engine.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace {

using namespace smtpspec::fuzz;

constexpr std::array<const Craft*, kParts> kCrafts = {&line_craft,    &path_craft,    &mailbox_craft,
                                                      &content_craft, &replies_craft, &dialogue_craft};

const std::vector<std::uint8_t>& offered() {
  static const auto parts = [] {
    std::vector<std::uint8_t> out;
    for (std::size_t part = 0; part < kParts; ++part)
      if (offers(part)) out.push_back(static_cast<std::uint8_t>('0' + part));
    return out;
  }();
  return parts;
}

Shape shape(std::uint8_t choice) { return {*kCrafts[part_of(choice)], 0}; }

/// Without its choice.
std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data) + 1, size - 1};
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned int seed) {
  if (left_to_the_engine()) return change_by_engine(data, size, most);
  Random random(seed);
  if (size == 0 || !offers(part_of(*data))) *data = random.pick(offered());
  if (most == 1) return 1;
  return 1 + change(shape(*data), data + 1, size == 0 ? 0 : size - 1, most - 1, random);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t most, unsigned int seed) {
  if (one_size == 0 || other_size == 0 || most == 1 || part_of(*one) != part_of(*other)) return 0;
  *out = *one;
  const std::size_t size =
      cross_over(shape(*one), view(one, one_size), view(other, other_size), out + 1, most - 1, Random(seed));
  return size == 0 ? 0 : 1 + size;
}
