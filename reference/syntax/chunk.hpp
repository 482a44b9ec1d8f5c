#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace smtpspec::syntax {

/// Counts the octets of one BDAT chunk (RFC 3030 §2). They are taken literally: no transparency, no line
/// ends.
class ChunkReader {
 public:
  explicit ChunkReader(std::uint64_t size = 0) : left_(size) {}
  /// Takes what belongs to the chunk from the front of `input`.
  std::string_view take(std::string_view& input) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
    const std::string_view octets = input.substr(0, count);
    input.remove_prefix(count);
    left_ -= count;
    return octets;
  }
  bool done() const { return left_ == 0; }
  bool operator==(const ChunkReader&) const = default;

 private:
  std::uint64_t left_;
};

}  // namespace smtpspec::syntax
