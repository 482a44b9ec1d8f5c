#include "fuzz/generate/characters.hpp"
#include "fuzz/generate/mailbox.hpp"
#include "fuzz/generate/site_words.hpp"

namespace smtpspec::fuzz {
namespace {

/// Atoms and dots, `length` octets in all.
void append_dot_string(std::string& out, std::size_t length, Random& random, Law law) {
  const std::size_t begin = out.size();
  const std::size_t end = begin + length;
  while (out.size() < end) {
    const bool may_be_dot = out.size() > begin && out.size() + 1 < end && out.back() != '.';
    if (random.one_in(8) && (may_be_dot || bends(law, random))) {
      out += '.';
    } else {
      out += random.one_in(4) ? random.pick(kSymbols) : random.pick(kLetDig);
    }
  }
}

/// Quotes, and pairs that need not be or have to be; `length` octets in all.
void append_quoted_string(std::string& out, std::size_t length, Random& random, Law law) {
  constexpr std::string_view kPaired = "\\\"@ >a", kNeverPaired = "\t\x7f\x01";
  std::size_t inside = length < 2 ? 0 : length - 2;
  out += '"';
  for (; inside > 0; --inside) {
    if (inside > 1 && random.one_in(3)) {
      const bool unlawful = bends(law, random) && random.one_in(8);
      (out += '\\') += random.pick(unlawful ? kNeverPaired : kPaired);
      --inside;
    } else if (random.one_in(3)) {
      out += random.pick(std::string_view("@<>:, .[]"));
    } else {
      append_printable(out, "\"\\", 1, random);
    }
  }
  if (bends(law, random)) out += random.pick(std::string_view("\\\""));
  out += '"';
}

}  // namespace

void append_local_part(std::string& out, Random& random, Law law) {
  if (random.one_in(3)) {
    out += random.pick(user_words());
  } else if (random.one_in(16)) {
    append_utf8(out, random);
  } else if (random.one_in(2)) {
    append_dot_string(out, length(kLongestLocalPart, random, law), random, law);
  } else {
    append_quoted_string(out, length(kLongestLocalPart, random, law), random, law);
  }
}

}  // namespace smtpspec::fuzz
