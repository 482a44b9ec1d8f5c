#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace smtpspec::receiver {

/// Service extensions (RFC 5321 §2.2), as bits of a set.
enum class Extension : std::uint32_t {
  pipelining = 1U << 0,
  size = 1U << 1,
  eight_bit_mime = 1U << 2,
  enhanced_status_codes = 1U << 3,
  smtputf8 = 1U << 4,
  chunking = 1U << 5,
  binarymime = 1U << 6,
  dsn = 1U << 7,
  starttls = 1U << 8,
  auth = 1U << 9,
  help = 1U << 10,
  expn = 1U << 11,
  vrfy = 1U << 12,
  send = 1U << 13,
  soml = 1U << 14,
  saml = 1U << 15,
  etrn = 1U << 16,
};
inline constexpr std::size_t kExtensions = 17;

class Extensions {
 public:
  constexpr Extensions() = default;
  constexpr Extensions(std::initializer_list<Extension> extensions) {
    for (const Extension extension : extensions) add(extension);
  }
  constexpr bool has(Extension extension) const {
    return (bits_ & static_cast<std::uint32_t>(extension)) != 0;
  }
  constexpr void add(Extension extension) { bits_ |= static_cast<std::uint32_t>(extension); }
  constexpr void add(Extensions others) { bits_ |= others.bits_; }
  constexpr void remove(Extension extension) { bits_ &= ~static_cast<std::uint32_t>(extension); }
  constexpr void remove(Extensions others) { bits_ &= ~others.bits_; }
  bool operator==(const Extensions&) const = default;

 private:
  std::uint32_t bits_ = 0;
};

/// The EHLO keyword of the extension with this bit number.
std::string_view keyword(std::size_t bit);
/// The extension of an EHLO keyword, compared without case; none if it is not known.
Extensions named(std::string_view keyword);

}  // namespace smtpspec::receiver
