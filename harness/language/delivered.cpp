#include "harness/language/delivered.hpp"

#include "harness/language/expect.hpp"
#include "harness/language/pattern.hpp"
#include "harness/language/pieces.hpp"
#include "harness/language/suggest.hpp"
#include "harness/language/template.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::language {
namespace {

constexpr std::array<std::string_view, 6> kClaims = {"from", "to", "content", "has", "lacks", "matches"};

bool at_claim(Line& line) { return std::find(kClaims.begin(), kClaims.end(), line.peek()) != kClaims.end(); }

void read_claims(Line& line, DeliveredClaim& out) {
  while (line.more()) {
    const Position at = line.here();
    const std::string_view word = line.word("a claim about the message");
    if (word == "from") {
      out.from = read_value(line, "the reverse-path");
    } else if (word == "to") {
      do {
        out.to.push_back(read_value(line, "a forward-path"));
      } while (line.more() && !at_claim(line));
    } else if (word == "content") {
      out.content = read_pieces(line, kClaims);
    } else if (word == "has") {
      out.has = read_pieces(line, kClaims);
    } else if (word == "lacks") {
      out.lacks = read_pieces(line, kClaims);
    } else if (word == "matches") {
      out.matches.push_back(read_pattern(line));
    } else {
      const std::string near = suggest(word, kClaims);
      line.fail(at, word.size(), "unknown word '" + std::string(word) + "' in a claim about the message",
                near.empty() ? "a claim is " + one_of(kClaims) : near);
    }
  }
}

}  // namespace

DeliveredClaim read_delivered(Line& line) {
  DeliveredClaim out;
  out.count = line.number("how many messages");
  read_claims(line, out);
  return out;
}

DeliveredRow read_delivered_row(Line& line) {
  DeliveredRow out;
  out.at = line.next_at();
  out.grade = read_grade(line);
  out.claim.count = line.number("how many messages");
  if (line.at_string()) out.label = read_plain_string(line, "a label");
  out.seen = read_seen(line);
  read_claims(line, out.claim);
  return out;
}

}  // namespace smtpspec::language
