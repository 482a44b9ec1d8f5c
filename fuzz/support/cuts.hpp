#pragma once

#include "fuzz/support/choices.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// Where a stream is cut: into pieces of these lengths in turn, and again from the first. A choice each; '0'
/// is one octet, so that zeros cut everywhere.
class Cuts {
 public:
  explicit Cuts(Choices& choices) {
    for (std::size_t& length : lengths_) length = 1 + choices.number(256);
  }
  /// The lengths.
  std::string text() const {
    std::string out;
    for (const std::size_t length : lengths_) out += (out.empty() ? "" : " ") + std::to_string(length);
    return out;
  }
  /// Calls `feed(piece)` for each.
  template <class Feed>
  void in_pieces(std::string_view octets, Feed feed) const {
    for (std::size_t piece = 0; !octets.empty(); ++piece) {
      const std::size_t length = std::min(lengths_[piece % lengths_.size()], octets.size());
      feed(octets.substr(0, length));
      octets.remove_prefix(length);
    }
  }

 private:
  std::array<std::size_t, 4> lengths_{};
};

}  // namespace smtpspec::fuzz
