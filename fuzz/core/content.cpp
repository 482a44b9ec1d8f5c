// Content is the same however the input is cut, and what was stuffed is read back without loss.
#include <string>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/require.hpp"
#include "reference/syntax/content.hpp"
#include "reference/syntax/print.hpp"

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;
using Rules = ContentRules;

struct Outcome {
  ContentStatus status = ContentStatus::more;
  ContentReader reader;
  std::string content;
  std::size_t left = 0;
  bool operator==(const Outcome&) const = default;
};

Outcome read(std::string_view octets, std::size_t piece, const Rules& rules) {
  Outcome outcome;
  in_pieces(octets, piece, [&](std::string_view input) {
    if (outcome.status == ContentStatus::more)
      outcome.status = outcome.reader.read(input, rules, outcome.content);
    outcome.left += input.size();
  });
  require(outcome.content.size() <= rules.size_limit, "no more is kept than the rules allow");
  require(outcome.status != ContentStatus::more || outcome.left == 0, "all input is taken");
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  Choices choices(octets, size);
  Rules rules;
  const auto before = choices.pick(BeforeDot::crlf_nul);
  const auto after = choices.pick(AfterDot::nul_crlf);
  const auto dot = choices.pick(DotIs::closes);
  if (dot != DotIs::content) rules.set_dot(before, after, dot);
  rules.transparency = choices.pick(Rules::Transparency::kept);
  rules.bare_lf = choices.pick(Rules::Bare::closes);
  rules.bare_cr = choices.pick(Rules::Bare::closes);
  rules.nul = choices.pick(Rules::Nul::cuts_line);
  rules.long_line = choices.pick(Rules::LongLine::folded);
  if (const std::size_t limit = choices.number(16); limit > 0) rules.line_limit = limit + 3;
  rules.too_big = choices.pick(Rules::TooBig::closes);
  if (const std::size_t limit = choices.number(64); limit > 0) rules.size_limit = limit;
  const std::size_t piece = choices.number(8);
  const std::string_view input = choices.rest();

  const Outcome whole = read(input, 0, rules);
  require(read(input, 1, rules) == whole, "content is the same read octet by octet");
  require(read(input, piece, rules) == whole, "content is the same however the input is cut");

  std::string stuffed;
  append_stuffed(stuffed, input);
  const Outcome back = read(stuffed, 0, {});
  require(back.status == ContentStatus::end && back.left == 0, "stuffed content ends at its end");
  require(std::string_view(back.content).starts_with(input), "stuffed content loses no octet");
  return 0;
}
