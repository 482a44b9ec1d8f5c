// Command lines are what stands before CRLF, the same however the input is cut, and no longer than the rules
// allow.
#include <string>
#include <vector>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/require.hpp"
#include "reference/syntax/framing.hpp"

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;
using Rules = FramingRules;

struct Read {
  std::string text;
  LineFault fault = LineFault::none;
  bool closes = false;
  bool operator==(const Read&) const = default;
};

std::vector<Read> read_all(std::string_view octets, std::size_t piece, const Rules& rules) {
  LineReader reader;
  std::vector<Read> lines;
  const std::size_t most =
      rules.too_long == Rules::TooLong::accepted ? LineReader::kLongestKept : rules.limit;
  in_pieces(octets, piece, [&](std::string_view input) {
    while (lines.empty() || !lines.back().closes) {
      const auto line = reader.next(input, rules);
      if (!line) return require(input.empty(), "all input is taken while a line is unfinished");
      require(line->text.size() <= most, "a line is no longer than the rules allow");
      lines.push_back({std::string(line->text), line->fault, line->closes});
    }
  });
  return lines;
}

/// By the conforming rules, whatever the limit is: only CRLF ends a line (RFC 5321 §2.3.8), and one that is
/// too long is refused whole (§4.5.3.1.4).
void check_conforming(const std::vector<Read>& lines, std::string_view octets, std::size_t limit) {
  for (const Read& line : lines) {
    const std::size_t length = octets.find("\r\n");
    require(length != std::string_view::npos, "only CRLF ends a line");
    const bool too_long = length + 2 > limit;
    require(line.fault == (too_long ? LineFault::too_long : LineFault::none),
            "a line may be as long as the limit");
    require(too_long || line.text == octets.substr(0, length), "a line is what stands before its CRLF");
    octets.remove_prefix(length + 2);
  }
  require(octets.find("\r\n") == std::string_view::npos, "every CRLF ends a line");
}

/// However much comes without an end.
void check_bounded(const Rules& rules) {
  static const std::string flood(2 * LineReader::kLongestKept, 'x');
  read_all(flood + "\r\n", 0, rules);
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

  const std::vector<Read> whole = read_all(choices.rest(), 0, rules);
  require(read_all(choices.rest(), 1, rules) == whole, "lines are the same read octet by octet");
  require(read_all(choices.rest(), piece, rules) == whole, "lines are the same however the input is cut");
  if (rules == Rules{.limit = rules.limit}) check_conforming(whole, choices.rest(), rules.limit);
  if (choices.rest().empty()) check_bounded(rules);
  return 0;
}
