// Content behind 354: where it ends, and what it is without its transparency.
#include "fuzz/adapter/answer.hpp"
#include "fuzz/adapter/disagreement.hpp"
#include "fuzz/adapter/parts.hpp"
#include "reference/syntax/content.hpp"

#include <array>

namespace smtpspec::fuzz {
namespace {

using namespace syntax;

struct Trait {
  ContentFault fault;
  std::string_view words;
};
constexpr std::array<Trait, 5> kTraits = {{
    {ContentFault::bare_lf, "a bare LF"},
    {ContentFault::bare_cr, "a bare CR"},
    {ContentFault::nul, "a NUL"},
    {ContentFault::eight_bit, "an octet above 127"},
    {ContentFault::long_line, "a line of more than 1000 octets"},
}};

std::vector<std::string_view> traits_of(const ContentReader& reader) {
  std::vector<std::string_view> out;
  for (const Trait& trait : kTraits) {
    if (reader.has(trait.fault)) out.push_back(trait.words);
  }
  if (reader.leading_dot()) out.push_back("a dot that begins a line");
  return out;
}

std::string with_lf(std::string_view content) {
  std::string out(content);
  for (std::size_t at = 0; (at = out.find("\r\n", at)) != std::string::npos;) out.erase(at, 1);
  return out;
}

}  // namespace

Disagreements compare_content(const smtpspec_parser& parser, std::string_view input) {
  ContentReader reader;
  std::string content;
  std::string_view rest = input;
  const bool we_ended = reader.read(rest, {}, content) == ContentStatus::end;

  smtpspec_answer theirs;
  const int verdict = parser.content(input.data(), input.size(), &theirs);
  if (verdict == SMTPSPEC_PASS) return {};
  const bool they_ended = verdict == SMTPSPEC_ACCEPTED;
  Disagreements found;
  const Comparison comparison(found, "content", traits_of(reader));
  if (verdict == SMTPSPEC_REFUSED) {
    // What no client may send a receiver may refuse (RFC 5321 §2.3.8, §4.5.3.1.6; RFC 6152 §1).
    if (reader.faults() == 0) comparison.differ("refuses", {.ours = "content", .theirs = "refused"});
  } else if (they_ended != we_ended) {
    const std::string ours = we_ended ? "ended, before: " + std::string(rest) : "not ended";
    const std::string told = they_ended ? "ended, before: " + theirs.all(SMTPSPEC_REST) : "not ended";
    comparison.differ(they_ended ? "ends early" : "misses the end", {.ours = ours, .theirs = told});
  } else if (we_ended) {
    if (theirs.has(SMTPSPEC_REST)) comparison.same("the end differs", rest, theirs.all(SMTPSPEC_REST));
    if (!found.empty()) return found;
    if (theirs.has(SMTPSPEC_CONTENT)) comparison.same("octets differ", content, theirs.all(SMTPSPEC_CONTENT));
    if (theirs.has(SMTPSPEC_CONTENT_WITH_LF))
      comparison.same("octets differ", with_lf(content), theirs.all(SMTPSPEC_CONTENT_WITH_LF));
  }
  return found;
}

}  // namespace smtpspec::fuzz
