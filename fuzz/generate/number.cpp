#include "fuzz/generate/number.hpp"

#include "fuzz/generate/law.hpp"

#include <limits>
#include <string_view>

namespace smtpspec::fuzz {
namespace {

constexpr std::uint64_t kBorders[] = {
    0,
    10,
    kLongestLabel,
    kLongestLocalPart,
    100,  // ENVID, recipients (§4.5.3.1.8), and the size of messages where the targets keep it small
    kLongestDomain,
    kLongestPath,
    kLongestOrcpt,
    kLongestCommand,
    998,
    kLongestLine,
    64 * 1024,
    10 * 1024 * 1024,
    999'999'999,  // 9DIGIT
    std::uint64_t{1} << 31,
    std::uint64_t{1} << 32,
    std::uint64_t{1} << 63,
    std::numeric_limits<std::uint64_t>::max(),
};

/// Greater than 64 bits hold, or longer than it need be.
constexpr std::string_view kLongDigits[] = {
    "18446744073709551616", "18446744073709551625", "99999999999999999999",  "184467440737095516150",
    "00000000000000000000", "00000000000000000001", "000000000000000000001",
};

}  // namespace

std::uint64_t border_number(Random& random) { return random.pick(kBorders) + random.below(4) - 1; }

void append_border_number(std::string& out, Random& random) {
  if (random.one_in(4)) {
    out += random.pick(kLongDigits);
  } else {
    if (random.one_in(8)) out += '0';
    out += std::to_string(random.one_in(3) ? random.below(20) : border_number(random));
  }
}

std::size_t length(std::size_t limit, Random& random, Law law) {
  constexpr std::size_t kShort = 12;
  if (bends(law, random)) return random.one_in(4) ? 0 : limit + random.between(1, 2);
  if (random.one_in(4)) return limit - random.below(2);
  return random.between(1, limit < kShort ? limit : kShort);
}

}  // namespace smtpspec::fuzz
