#pragma once

#include "fuzz/generate/random.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::fuzz {

// The characters of the grammars, as the standards list them.
inline constexpr std::string_view kLetDig = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
inline constexpr std::string_view kSymbols = "!#$%&'*+-/=?^_`{|}~";  // atext (RFC 5322 §3.2.3)
inline constexpr std::string_view kHex = "0123456789ABCDEF";

void append_some(std::string& out, std::string_view characters, std::size_t length, Random& random);
/// Printable ASCII but those of `without`.
void append_printable(std::string& out, std::string_view without, std::size_t length, Random& random);
/// A character beyond ASCII, at the borders of its lengths (RFC 3629 §4).
void append_utf8(std::string& out, Random& random);

}  // namespace smtpspec::fuzz
