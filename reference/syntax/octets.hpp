#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace smtpspec::syntax {

/// The character sets of the grammar, as bits of kOctetSets.
enum OctetSet : std::uint16_t {
  kAlpha = 1 << 0,
  kDigit = 1 << 1,
  kAtext = 1 << 2,           ///< RFC 5322 §3.2.3
  kQtext = 1 << 3,           ///< qtextSMTP: %d32-33 / %d35-91 / %d93-126
  kDcontent = 1 << 4,        ///< %d33-90 / %d94-126
  kParameterValue = 1 << 5,  ///< esmtp-value: %d33-60 / %d62-126
  kXchar = 1 << 6,           ///< RFC 3461 §4: %d33-42 / %d44-60 / %d62-126
  kHexDigit = 1 << 7,        ///< either case
  kUpperHexDigit = 1 << 8,
  kControl = 1 << 9,  ///< %d0-31 / %d127 but HT
  kBlank = 1 << 10,   ///< SP / HT
  kNonAscii = 1 << 11,
  kPrintable = 1 << 12,  ///< %d32-126
};

namespace detail {
consteval bool within(int c, int low, int high) { return low <= c && c <= high; }

consteval std::uint16_t sets_of(int c) {
  const bool digit = within(c, '0', '9');
  const bool alpha = within(c, 'A', 'Z') || within(c, 'a', 'z');
  const bool graphic = within(c, 33, 126);
  const bool symbol =
      std::string_view("!#$%&'*+-/=?^_`{|}~").find(static_cast<char>(c)) != std::string_view::npos;
  int sets = 0;
  if (alpha) sets |= kAlpha;
  if (digit) sets |= kDigit;
  if (alpha || digit || (graphic && symbol)) sets |= kAtext;
  if (within(c, 32, 126) && c != '"' && c != '\\') sets |= kQtext;
  if (within(c, 33, 90) || within(c, 94, 126)) sets |= kDcontent;
  if (graphic && c != '=') sets |= kParameterValue;
  if (graphic && c != '=' && c != '+') sets |= kXchar;
  if (digit || within(c, 'A', 'F') || within(c, 'a', 'f')) sets |= kHexDigit;
  if (digit || within(c, 'A', 'F')) sets |= kUpperHexDigit;
  if ((c < 32 && c != '\t') || c == 127) sets |= kControl;
  if (c == ' ' || c == '\t') sets |= kBlank;
  if (c > 127) sets |= kNonAscii;
  if (within(c, 32, 126)) sets |= kPrintable;
  return static_cast<std::uint16_t>(sets);
}

consteval std::array<std::uint16_t, 256> octet_sets() {
  std::array<std::uint16_t, 256> table{};
  for (int c = 0; c < 256; ++c) table[static_cast<std::size_t>(c)] = sets_of(c);
  return table;
}
}  // namespace detail

inline constexpr std::array<std::uint16_t, 256> kOctetSets = detail::octet_sets();

/// The octet belongs to one of `sets` (bits of OctetSet).
constexpr bool is(char c, int sets) { return (kOctetSets[static_cast<unsigned char>(c)] & sets) != 0; }

/// Length of the longest prefix of octets of `sets`.
constexpr std::size_t prefix(std::string_view text, int sets) {
  std::size_t length = 0;
  while (length < text.size() && is(text[length], sets)) ++length;
  return length;
}
constexpr bool all(std::string_view text, int sets) { return prefix(text, sets) == text.size(); }

/// Length of what stands before the first octet of `sets`.
constexpr std::size_t prefix_without(std::string_view text, int sets) {
  std::size_t length = 0;
  while (length < text.size() && !is(text[length], sets)) ++length;
  return length;
}

consteval std::size_t count(int sets) {
  std::size_t octets = 0;
  for (int c = 0; c < 256; ++c) octets += is(static_cast<char>(c), sets) ? 1U : 0U;
  return octets;
}
static_assert(count(kAlpha) == 52 && count(kDigit) == 10 && count(kAtext) == 52 + 10 + 19);
static_assert(count(kQtext) == 93 && count(kDcontent) == 91 && count(kParameterValue) == 93 &&
              count(kXchar) == 92);
static_assert(count(kHexDigit) == 22 && count(kUpperHexDigit) == 16 && count(kControl) == 32 &&
              count(kBlank) == 2);
static_assert(count(kNonAscii) == 128 && count(kPrintable) == 95 &&
              count(kControl | kPrintable | kNonAscii) == 255);

/// The bit in which the two cases of an ASCII letter differ.
inline constexpr char kOtherCase = 'a' ^ 'A';
constexpr char upper(char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Equal without regard to the case of ASCII letters (RFC 5321 §2.4).
constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const int difference = a[i] ^ b[i];
    if (difference != 0 && (difference != kOtherCase || !is(a[i], kAlpha))) return false;
  }
  return true;
}

namespace detail {
inline constexpr std::uint64_t kEach = 0x0101010101010101;
inline constexpr std::uint64_t kHigh = 0x8080808080808080;

inline std::uint64_t eight_octets(const char* octets) {
  std::uint64_t word = 0;
  std::memcpy(&word, octets, sizeof word);
  return word;
}
}  // namespace detail

/// all(text, kPrintable), eight octets a step.
inline bool all_printable(std::string_view text) {
  using namespace detail;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    const std::uint64_t word = eight_octets(text.data() + i);
    if (((word - kEach * ' ') | (word + kEach) | word) & kHigh) return false;
  }
  return all(text.substr(i), kPrintable);
}

/// A stretch of text without the octets that a reader of lines must look at.
struct PlainRun {
  std::size_t length = 0;
  bool eight_bit = false;  ///< an octet above 127 is among them
};

/// The longest prefix without an octet below 14: NUL, LF and CR are among those, and rare others. Eight
/// octets a step.
inline PlainRun plain_run(std::string_view text) {
  using namespace detail;
  PlainRun run;
  std::uint64_t high_bits = 0;
  while (run.length + 8 <= text.size()) {
    const std::uint64_t word = eight_octets(text.data() + run.length);
    if (((word - kEach * 14) & ~word & kHigh) != 0) break;
    high_bits |= word & kHigh;
    run.length += 8;
  }
  for (; run.length < text.size(); ++run.length) {
    const auto octet = static_cast<unsigned char>(text[run.length]);
    if (octet < 14) break;
    high_bits |= octet & 0x80U;
  }
  run.eight_bit = high_bits != 0;
  return run;
}

}  // namespace smtpspec::syntax
