// Command lines are what stands before CRLF, the same however the input is cut, and no longer than the rules
// allow.
#include "fuzz/support/cuts.hpp"
#include "fuzz/support/naive_lines.hpp"
#include "fuzz/support/require.hpp"

#include <string>

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;
using Rules = FramingRules;

void read(std::string_view input, const Rules& rules, LineReader& reader, Lines& lines) {
  const bool any_length = rules.too_long == Rules::TooLong::accepted;
  while (!lines.closed()) {
    const auto line = reader.next(input, rules);
    if (!line) return require(input.empty(), "all input is taken while a line is unfinished");
    require(line->text.size() <= (any_length ? LineReader::kLongestKept : rules.limit),
            "a line is no longer than the rules allow");
    lines.add(*line);
  }
}

/// However much comes without an end.
void check_bounded(const Rules& rules) {
  static const std::string flood = std::string(2 * LineReader::kLongestKept, 'x') + "\r\n";
  LineReader reader;
  Lines lines;
  read(flood, rules, reader, lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  Choices choices(octets, size);
  Rules rules{.bare_lf = choices.pick(Rules::BareLf::closes),
              .bare_cr = choices.pick(Rules::BareCr::closes),
              .nul = choices.pick(Rules::Nul::closes),
              .too_long = choices.pick(Rules::TooLong::closes)};
  if (const std::size_t limit = choices.number(32); limit > 0) rules.limit = limit + 2;
  const Cuts cuts(choices);
  if (choices.rest().empty() && rules == Rules{.too_long = Rules::TooLong::accepted}) check_bounded(rules);

  LineReader reader, cut_reader;
  Lines whole, cut;
  read(choices.rest(), rules, reader, whole);
  cuts.in_pieces(choices.rest(), [&](std::string_view piece) { read(piece, rules, cut_reader, cut); });
  require(cut == whole, "lines are the same however the input is cut");
  require(rules != Rules{.limit = rules.limit} || whole == read_lines(choices.rest(), rules.limit),
          "CRLF ends a line, nothing else does, and it may be as long as the limit");
  return 0;
}
