// Content is what the standard says, the same however the input is cut, and what was stuffed is read back
// without loss.
#include "fuzz/support/content_reading.hpp"
#include "fuzz/support/cuts.hpp"
#include "fuzz/support/dot_law.hpp"
#include "reference/syntax/print.hpp"

#include <string>

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;

/// By the conforming rules, whatever the limits are, and what becomes of dots.
void check_conforming(const ContentRead& outcome, std::string_view octets, const ContentRules& rules) {
  const auto due = read_content(octets, dots(rules));
  require(due.has_value() == (outcome.status == ContentStatus::end),
          "CRLF.CRLF ends content, and nothing else");
  if (!due) return;
  require(outcome.left == due->left, "content ends where it ends");
  require(outcome.content == due->octets.substr(0, rules.size_limit),
          "content is what was sent, without its dots");
  check_dots(outcome.reader, octets.substr(0, octets.size() - due->left));
  require(outcome.reader.faults() == faults(*due, rules), "what is odd in content is said");
}

void check_stuffed(std::string_view input) {
  std::string stuffed;
  append_stuffed(stuffed, input);
  ContentRead back;
  back.read(stuffed, {});
  require(back.status == ContentStatus::end && back.left == 0, "stuffed content ends at its end");
  const bool ends_a_line = input.empty() || input.ends_with("\r\n");
  require(back.content == std::string(input) + (ends_a_line ? "" : "\r\n"), "stuffed content loses no octet");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  Choices choices(octets, size);
  const ContentRules rules = choose_content_rules(choices);
  const Cuts cuts(choices);
  ContentRead whole, cut;
  whole.read(choices.rest(), rules);
  cuts.in_pieces(choices.rest(), [&](std::string_view piece) { cut.read(piece, rules); });
  require(cut == whole, "content is the same however the input is cut");
  if (conform(rules)) check_conforming(whole, choices.rest(), rules);
  check_stuffed(choices.rest());
  return 0;
}
