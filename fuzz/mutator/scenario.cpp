#include "fuzz/mutator/pieces.hpp"
#include "fuzz/mutator/text.hpp"

#include <algorithm>

namespace smtpspec::fuzz {
namespace {

/// The shortest lines that the language has; the others come from the scenarios themselves.
Pieces invent(Random& random) {
  constexpr const char* kLines[] = {"scenario a\n", "  C: NOOP\n", "  S? 250\n", "   | fail 5yz \"no\"\n",
                                    "  C| \"x\\r\\n\"\n"};
  return {random.pick(kLines)};
}

template <void (*change)(std::string&, Random&)>
void in_a_line(Pieces& lines, Random& random) {
  mutate_one(lines, random, change);
}

/// Further in or out: lines belong to what stands above them.
void indent(std::string& line, Random& random) {
  const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
  line.replace(0, blanks, random.below(blanks + 2), ' ');
}

constexpr Craft::Mutation kMutations[] = {in_a_line<change_number>, in_a_line<change_case>,
                                          in_a_line<put_trouble>, in_a_line<indent>};

}  // namespace

const Craft scenario_craft{split_lines, invent, kMutations};

}  // namespace smtpspec::fuzz
