// Compares a foreign parser (smtpspec_parser.h) with ours: the verdict on a line, and where both accept it,
// the local-part, the domain and the parameters.
#include <cstdint>
#include <string>

#include "fuzz/adapter/smtpspec_parser.h"
#include "fuzz/support/require.hpp"
#include "reference/reply/visible.hpp"
#include "reference/syntax/octets.hpp"
#include "reference/syntax/print.hpp"

namespace {

using namespace smtpspec::syntax;
using smtpspec::reply::visible;

template <class... Bits>
constexpr std::uint32_t set(Bits... bits) {
  return (static_cast<std::uint32_t>(bits) | ...);
}

/// Lines with one of these are not judged where the adapter ignores them.
struct Ignored {
  unsigned by;
  Oddities oddities;
  Features features;
};
constexpr Ignored kIgnored[] = {
    {SMTPSPEC_IGNORES_SPACES,
     set(Oddity::space_after_colon, Oddity::space_before_colon, Oddity::leading_space, Oddity::extra_space,
         Oddity::tab_separator),
     0},
    {SMTPSPEC_IGNORES_BRACKETS, set(Oddity::missing_brackets, Oddity::unterminated_path), 0},
    {SMTPSPEC_IGNORES_LENGTHS, set(Oddity::long_local_part, Oddity::long_domain, Oddity::long_path), 0},
    {SMTPSPEC_IGNORES_NON_ASCII, set(Oddity::eight_bit), set(Feature::utf8)},
    {SMTPSPEC_IGNORES_DOMAIN_FORM, set(Oddity::underscore_domain, Oddity::empty_label, Oddity::bad_domain),
     0},
    {SMTPSPEC_IGNORES_DOTS, set(Oddity::dot_local_part), 0},
    {SMTPSPEC_IGNORES_SOURCE_ROUTES, set(Oddity::bad_route), set(Feature::source_route)},
};

bool ignored(const Command& ours, unsigned ignores) {
  for (const Ignored& each : kIgnored) {
    const bool found = (ours.oddities & each.oddities) != 0 || (ours.features & each.features) != 0;
    if ((ignores & each.by) != 0 && found) return true;
  }
  return false;
}

std::string_view view(const smtpspec_octets& octets) {
  return {reinterpret_cast<const char*>(octets.data), octets.size};
}

class Comparison {
 public:
  Comparison(std::string_view line, const Command& ours, const smtpspec_command& theirs)
      : line_(line),
        ours_(ours),
        theirs_(theirs) {}

  void path() const {
    const std::string local_part = unquote_local_part(ours_.path.local_part);
    const std::string their_local_part = theirs_.unquoted != 0 ? std::string(view(theirs_.local_part))
                                                               : unquote_local_part(view(theirs_.local_part));
    same("local-part", local_part, their_local_part);
    if (!equals_ignoring_case(ours_.path.domain, view(theirs_.domain))) {
      disagree("domain", ours_.path.domain, view(theirs_.domain));
    }
  }

  void parameters() const {
    same("number of parameters", std::to_string(ours_.parameters.size()),
         std::to_string(theirs_.parameter_count));
    for (std::size_t i = 0; i < ours_.parameters.size(); ++i) {
      const smtpspec_parameter& theirs = theirs_.parameters[i];
      if (!equals_ignoring_case(ours_.parameters[i].keyword, view(theirs.keyword))) {
        disagree("keyword", ours_.parameters[i].keyword, view(theirs.keyword));
      }
      same("value", ours_.parameters[i].value, view(theirs.value));
    }
  }

  void verdict(bool accepted) const {
    if (!accepted) return disagree("verdict", "accepted", "refused");
    disagree("verdict", "refused, for " + std::string(describe(ours_.error)), "accepted");
  }

 private:
  std::string_view line_;
  const Command& ours_;
  const smtpspec_command& theirs_;

  void same(std::string_view what, std::string_view ours, std::string_view theirs) const {
    if (ours != theirs) disagree(what, ours, theirs);
  }
  void disagree(std::string_view what, std::string_view ours, std::string_view theirs) const {
    std::string text = "the parsers agree on the ";
    text.append(what).append("\n  line:   ").append(visible(line_));
    text.append("\n  ours:   ").append(visible(ours)).append("\n  theirs: ").append(visible(theirs));
    smtpspec::fuzz::fail(text);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static Command ours;
  const std::string_view line(reinterpret_cast<const char*>(octets), size);
  parse_command(line, {}, ours);
  constexpr Oddities kTolerated = set(Oddity::trailing_space);  // RFC 5321 §4.1.1 asks for it
  const unsigned ignores = smtpspec_parser_ignores();
  if (ours.verb == Verb::unknown || ours.parameters.size() > SMTPSPEC_MOST_PARAMETERS ||
      ignored(ours, ignores)) {
    return 0;
  }

  static smtpspec_command theirs;
  theirs = {};
  const int verdict = smtpspec_parse_command(octets, size, &theirs);
  if (verdict == SMTPSPEC_PASS) return 0;
  const bool we_accept = (ours.oddities & ~kTolerated) == 0;
  const bool they_accept = verdict == SMTPSPEC_ACCEPTED;
  const Comparison comparison(line, ours, theirs);
  if (we_accept != they_accept) {
    const unsigned known = they_accept ? SMTPSPEC_IGNORES_LENIENCY : SMTPSPEC_IGNORES_STRICTNESS;
    if ((ignores & known) == 0) comparison.verdict(we_accept);
  } else if (we_accept && theirs.has_path != 0) {
    comparison.path();
    comparison.parameters();
  }
  return 0;
}
