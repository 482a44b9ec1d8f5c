#include "fuzz/generate/characters.hpp"
#include "fuzz/generate/value.hpp"

namespace smtpspec::fuzz {
namespace {

/// Digits that stand for a printable octet; or, where they bend, for another, in lower case, or too few.
void append_hexchar(std::string& out, Random& random, Law law) {
  out += '+';
  if (bends(law, random)) {
    append_some(out, random.one_in(2) ? "0123456789abcdefABCDEFg+" : kHex, random.between(0, 2), random);
  } else {
    const std::size_t octet = random.between(' ', '~');
    (out += kHex[octet / 16]) += kHex[octet % 16];
  }
}

}  // namespace

void append_xtext(std::string& out, std::size_t length, Random& random, Law law) {
  constexpr std::size_t kHexchar = 3;
  const std::size_t end = out.size() + length;
  while (out.size() < end) {
    if (end - out.size() >= kHexchar && random.one_in(3)) {
      append_hexchar(out, random, law);
    } else {
      append_printable(out, bends(law, random) ? "" : "+=", 1, random);
    }
  }
}

}  // namespace smtpspec::fuzz
