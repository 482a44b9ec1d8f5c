// Content is what the standard says, the same however the input is cut, and what was stuffed is read back
// without loss.
#include <string>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/naive_content.hpp"
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

/// By the conforming rules, whatever the limits are.
void check_conforming(const Outcome& outcome, std::string_view octets, const Rules& rules) {
  const auto due = read_content(octets);
  require(due.has_value() == (outcome.status == ContentStatus::end),
          "CRLF.CRLF ends content, and nothing else");
  if (!due) return;
  require(outcome.left == due->left, "content ends where it ends");
  require(outcome.content == due->octets.substr(0, rules.size_limit),
          "content is what was sent, without its dots");
  const struct {
    ContentFault fault;
    bool due;
  } faults[] = {{ContentFault::bare_lf, due->bare_lf},
                {ContentFault::bare_cr, due->bare_cr},
                {ContentFault::nul, due->nul},
                {ContentFault::eight_bit, due->eight_bit},
                {ContentFault::long_line, due->longest_line > rules.line_limit},
                {ContentFault::too_big, due->octets.size() > rules.size_limit}};
  for (const auto& each : faults)
    require(outcome.reader.has(each.fault) == each.due, "what is odd in content is said");
}

void check_stuffed(std::string_view input) {
  std::string stuffed;
  append_stuffed(stuffed, input);
  const Outcome back = read(stuffed, 0, {});
  require(back.status == ContentStatus::end && back.left == 0, "stuffed content ends at its end");
  const bool ends_a_line = input.empty() || input.ends_with("\r\n");
  require(back.content == std::string(input) + (ends_a_line ? "" : "\r\n"), "stuffed content loses no octet");
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

  Rules conforming;
  conforming.line_limit = rules.line_limit;
  conforming.size_limit = rules.size_limit;
  if (rules == conforming) check_conforming(whole, input, rules);
  check_stuffed(input);
  return 0;
}
