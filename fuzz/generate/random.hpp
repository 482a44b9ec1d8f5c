#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace smtpspec::fuzz {

/// Numbers that depend on the seed alone (splitmix64). A regular value.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return mixed ^ mixed >> 31;
  }
  /// From 0 to `end` - 1; `end` is not 0.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
  /// From `low` to `high`, both included.
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
  bool one_in(std::size_t times) { return below(times) == 0; }
  /// One of a range that is not empty.
  template <class Range>
  decltype(auto) pick(Range&& range) {
    return std::begin(range)[static_cast<std::ptrdiff_t>(below(std::size(range)))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace smtpspec::fuzz
