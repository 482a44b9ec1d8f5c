// Command lines are the same however the input is cut, and no longer than the rules allow.
#include <algorithm>
#include <string>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/require.hpp"
#include "reference/syntax/framing.hpp"

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;
using Rules = FramingRules;

/// All lines, in one string that tells them apart.
std::string read_all(std::string_view octets, std::size_t piece, const Rules& rules) {
  LineReader reader;
  std::string lines;
  const std::size_t most =
      rules.too_long == Rules::TooLong::accepted ? LineReader::kLongestKept : rules.limit;
  bool closed = false;
  in_pieces(octets, piece, [&](std::string_view input) {
    while (!closed) {
      const auto line = reader.next(input, rules);
      if (!line) return require(input.empty(), "all input is taken while a line is unfinished");
      require(line->text.size() <= most, "a line is no longer than the rules allow");
      closed = line->closes;
      lines += line->text;
      lines += "\r\n";
      lines += static_cast<char>('0' + static_cast<int>(line->fault) + (closed ? 5 : 0));
    }
  });
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  Choices choices(octets, size);
  Rules rules{.bare_lf = choices.pick(Rules::BareLf::closes),
              .bare_cr = choices.pick(Rules::BareCr::closes),
              .nul = choices.pick(Rules::Nul::closes),
              .too_long = choices.pick(Rules::TooLong::closes)};
  if (const std::size_t limit = choices.number(32); limit > 0) rules.limit = limit + 2;
  const std::size_t piece = choices.number(8);

  const std::string whole = read_all(choices.rest(), 0, rules);
  require(read_all(choices.rest(), 1, rules) == whole, "lines are the same read octet by octet");
  require(read_all(choices.rest(), piece, rules) == whole, "lines are the same however the input is cut");
  return 0;
}
