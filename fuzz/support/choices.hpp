#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace smtpspec::fuzz {

/// A fuzz input: first some choices, an octet each ('0' is the first alternative, so that seeds can be
/// typed), then the octets that are fed. An input that is too short chooses the first of everything.
class Choices {
 public:
  Choices(const std::uint8_t* octets, std::size_t size)
      : rest_(reinterpret_cast<const char*>(octets), size) {}

  std::size_t number(std::size_t alternatives) {
    if (rest_.empty()) return 0;
    const auto octet = static_cast<std::uint8_t>(rest_.front() - '0');
    rest_.remove_prefix(1);
    return octet % alternatives;
  }
  template <class Enum>
  Enum pick(Enum last) {
    return static_cast<Enum>(number(static_cast<std::size_t>(last) + 1));
  }
  bool flag() { return number(2) == 1; }
  /// What the choices left.
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// Calls `feed(piece)` with pieces of `length` octets; for 0 with the whole.
template <class Feed>
void in_pieces(std::string_view octets, std::size_t length, Feed feed) {
  if (length == 0) return feed(octets);
  for (; !octets.empty(); octets.remove_prefix(std::min(length, octets.size())))
    feed(octets.substr(0, length));
}

}  // namespace smtpspec::fuzz
