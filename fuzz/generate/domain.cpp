#include "fuzz/generate/characters.hpp"
#include "fuzz/generate/mailbox.hpp"
#include "fuzz/generate/site_words.hpp"

namespace smtpspec::fuzz {
namespace {

/// let-dig [ldh-str]
void append_label_of(std::string& out, std::size_t length, Random& random) {
  const std::size_t end = out.size() + length;
  while (out.size() < end) out += out.size() + 1 < end && random.one_in(8) ? '-' : random.pick(kLetDig);
  if (length > 0) out[end - length] = random.pick(kLetDig);
}

/// Labels and dots, `length` octets in all.
void append_domain_of(std::string& out, std::size_t length, Random& random) {
  while (length > kLongestLabel + 2) {
    const std::size_t label = random.between(1, kLongestLabel);
    append_label_of(out, label, random);
    out += '.';
    length -= label + 1;
  }
  if (length > kLongestLabel) {
    append_label_of(out, length - kLongestLabel, random);
    out += '.';
    length = kLongestLabel - 1;
  }
  append_label_of(out, length, random);
}

void append_generated(std::string& out, Random& random, Law law) {
  const std::size_t labels = random.between(1, 4);
  for (std::size_t i = 0; i < labels; ++i) {
    if (i > 0) out += '.';
    append_label(out, random, law);
  }
}

}  // namespace

void append_label(std::string& out, Random& random, Law law) {
  if (random.one_in(12))
    append_utf8(out += random.pick(kLetDig), random);
  else
    append_label_of(out, length(kLongestLabel, random, law), random);
  if (bends(law, random)) out += random.pick(std::string_view("-_."));
}

void append_domain(std::string& out, Random& random, Law law) {
  if (random.one_in(2)) {
    out += random.pick(domain_words());
  } else if (random.one_in(4)) {
    append_domain_of(out, kLongestDomain + (bends(law, random) ? 1 : 0) - random.below(2), random);
  } else {
    append_generated(out, random, law);
  }
}

}  // namespace smtpspec::fuzz
