#pragma once

#include "fuzz/generate/random.hpp"

#include <cstddef>
#include <cstdint>

namespace smtpspec::fuzz {

/// What is generated keeps the grammars and limits of the standards, or may go a step beyond them.
enum class Law : std::uint8_t { kept, bent };

inline Law some_law(Random& random) { return random.one_in(2) ? Law::kept : Law::bent; }
/// A choice within what is generated goes beyond the law.
inline bool bends(Law law, Random& random) { return law == Law::bent && random.one_in(4); }

// What the standards allow, in octets. Written from them: the parsers have numbers of their own.
inline constexpr std::size_t kLongestLabel = 63;      // RFC 1035 §2.3.4
inline constexpr std::size_t kLongestLocalPart = 64;  // RFC 5321 §4.5.3.1.1
inline constexpr std::size_t kLongestDomain = 255;    // §4.5.3.1.2
inline constexpr std::size_t kLongestPath = 256;      // §4.5.3.1.3, brackets included
inline constexpr std::size_t kLongestCommand = 512;   // §4.5.3.1.4, CRLF included
inline constexpr std::size_t kLongestReply = 512;     // §4.5.3.1.5
inline constexpr std::size_t kLongestLine = 1000;     // §4.5.3.1.6
inline constexpr std::size_t kLongestEnvid = 100;     // RFC 3461 §4.4
inline constexpr std::size_t kLongestOrcpt = 500;     // RFC 3461 §4.2

/// A length from 1: mostly short, sometimes up to the limit; where it bends, one beyond or none.
std::size_t length(std::size_t limit, Random& random, Law law);

}  // namespace smtpspec::fuzz
