#include "fuzz/generate/characters.hpp"
#include "fuzz/generate/mailbox.hpp"

#include <algorithm>

namespace smtpspec::fuzz {
namespace {

constexpr std::string_view kNumbers[] = {"0", "1", "9", "10", "99", "100", "192", "199", "249", "250", "255"};
constexpr std::string_view kNumbersBeyond[] = {"256", "260", "300", "1000", "0255", ""};

void append_ipv4(std::string& out, Random& random, Law law) {
  const std::size_t numbers = bends(law, random) ? random.between(3, 5) : 4;
  for (std::size_t i = 0; i < numbers; ++i) {
    if (i > 0) out += '.';
    out += bends(law, random) ? random.pick(kNumbersBeyond) : random.pick(kNumbers);
  }
}

void append_groups(std::string& out, std::size_t groups, Random& random, Law law) {
  for (std::size_t i = 0; i < groups; ++i) {
    if (i > 0) out += ':';
    if (bends(law, random) && random.one_in(4)) {
      append_ipv4(out, random, Law::kept);
    } else {
      append_some(out, kHex, bends(law, random) ? 5 : random.between(1, 4), random);
    }
  }
}

/// Eight groups, or up to six beside "::"; an IPv4 address at the end stands for two.
void append_ipv6(std::string& out, Random& random, Law law) {
  const bool ends_in_ipv4 = random.one_in(3);
  const bool compressed = random.one_in(2);
  std::size_t groups = compressed ? random.between(0, 6) : 8;
  if (compressed && random.one_in(2)) groups = 6;
  if (bends(law, random)) groups = random.between(groups, groups + 2);
  if (ends_in_ipv4) groups -= std::min<std::size_t>(groups, 2);
  const std::size_t before = compressed ? random.between(0, groups) : groups;
  append_groups(out, before, random, law);
  if (compressed) out += "::";
  append_groups(out, groups - before, random, law);
  if (!ends_in_ipv4) return;
  if (groups > before || !compressed) out += ':';
  append_ipv4(out, random, law);
}

void append_other(std::string& out, Random& random, Law law) {
  append_some(out, kLetDig, length(10, random, law), random);
  out += ':';
  append_printable(out, law == Law::bent ? "" : "[\\]", random.between(1, 10), random);
}

}  // namespace

void append_literal(std::string& out, Random& random, Law law) {
  out += '[';
  switch (random.below(4)) {
    case 0:
      append_other(out, random, law);
      break;
    case 1:
      append_ipv4(out, random, law);
      break;
    default:
      out += "IPv6:";
      append_ipv6(out, random, law);
  }
  out += ']';
}

}  // namespace smtpspec::fuzz
