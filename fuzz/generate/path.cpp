#include "fuzz/generate/characters.hpp"
#include "fuzz/generate/mailbox.hpp"
#include "fuzz/generate/site_words.hpp"

namespace smtpspec::fuzz {
namespace {

/// @a,@b: before a mailbox.
void append_route(std::string& out, Random& random, Law law) {
  const std::size_t domains = random.between(1, 3);
  for (std::size_t i = 0; i < domains; ++i) {
    if (i > 0) out += ',';
    if (!bends(law, random)) out += '@';
    out += random.pick(domain_words());
  }
  out += ':';
}

/// Makes the path that begins at `begin`, and lacks its bracket, as long as a path may be: by its domain.
void grow(std::string& out, std::size_t begin, Random& random, Law law) {
  const std::size_t wanted = begin + kLongestPath - 1 + (bends(law, random) ? 1 : 0) - random.below(2);
  while (out.size() < wanted) {
    const std::size_t left = wanted - out.size();
    if (left == 1) {
      out += random.pick(kLetDig);  // the label before may be one longer: it is far from its limit
      break;
    }
    out += '.';
    append_some(out, kLetDig, left == 22 ? 19 : left < 21 ? left - 1 : 20, random);
  }
}

}  // namespace

void append_mailbox(std::string& out, Random& random, Law law) {
  append_local_part(out, random, law);
  if (bends(law, random) && random.one_in(4)) return;
  out += '@';
  if (random.one_in(4)) {
    append_literal(out, random, law);
  } else {
    append_domain(out, random, law);
  }
}

void append_path(std::string& out, Direction direction, Random& random, Law law) {
  const std::size_t begin = out.size();
  if (random.one_in(10)) {
    const bool null = (direction == Direction::reverse) != bends(law, random);
    out += null ? "<>" : "<Postmaster>";
    return;
  }
  out += '<';
  if (random.one_in(6)) append_route(out, random, law);
  if (random.one_in(8)) {
    // The domain takes what is left: it may not be longer than 255 octets itself.
    append_local_part(out, random, Law::kept);
    out += "@a";
    grow(out, begin, random, law);
  } else {
    const std::size_t mailbox = out.size();
    append_mailbox(out, random, law);
    if (law == Law::kept && out.size() - begin + 1 > kLongestPath) {
      out.resize(mailbox);
      out += "alice@example.test";
    }
  }
  out += '>';
}

void append_any_path(std::string& out, Random& random, Law law) {
  append_path(out, random.one_in(2) ? Direction::forward : Direction::reverse, random, law);
}

}  // namespace smtpspec::fuzz
