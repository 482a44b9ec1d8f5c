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

/// Further in or out: lines belong to what stands above them.
void indent(std::string& line, Random& random) {
  const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
  line.replace(0, blanks, random.below(blanks + 2), ' ');
}

constexpr Craft::Mutation kMutations[] = {change_one<change_number>, change_one<change_case>,
                                          change_one<put_trouble>, change_one<indent>};

}  // namespace

const Craft scenario_craft{split_lines, invent, kMutations};

}  // namespace smtpspec::fuzz
