#include "reference/syntax/command.hpp"
#include "reference/syntax/octets.hpp"

#include <array>
#include <cstdint>

namespace smtpspec::syntax {
namespace {

struct Row {
  Verb verb;
  std::string_view name;
};
/// In the order of the enumeration.
constexpr std::array<Row, 21> kVerbs = {{
    {Verb::unknown, ""},          {Verb::helo, "HELO"}, {Verb::ehlo, "EHLO"}, {Verb::mail, "MAIL"},
    {Verb::rcpt, "RCPT"},         {Verb::data, "DATA"}, {Verb::rset, "RSET"}, {Verb::noop, "NOOP"},
    {Verb::quit, "QUIT"},         {Verb::vrfy, "VRFY"}, {Verb::expn, "EXPN"}, {Verb::help, "HELP"},
    {Verb::send, "SEND"},         {Verb::soml, "SOML"}, {Verb::saml, "SAML"}, {Verb::turn, "TURN"},
    {Verb::starttls, "STARTTLS"}, {Verb::auth, "AUTH"}, {Verb::bdat, "BDAT"}, {Verb::lhlo, "LHLO"},
    {Verb::etrn, "ETRN"},
}};

consteval bool in_order() {
  for (std::size_t i = 0; i < kVerbs.size(); ++i) {
    if (static_cast<std::size_t>(kVerbs[i].verb) != i) return false;
  }
  return true;
}
static_assert(in_order() && kVerbs.back().verb == kLastVerb);

/// Up to eight letters as one number, whatever their case: no other octet becomes a letter.
constexpr std::uint64_t key(std::string_view text) {
  std::uint64_t packed = 0;
  for (const char c : text) packed = packed << 8 | static_cast<unsigned char>(c & ~kOtherCase);
  return packed;
}

/// A perfect hash: every verb has a slot of its own.
struct Slots {
  static constexpr int kBits = 6;
  std::uint64_t multiplier = 0;
  std::array<Verb, 1 << kBits> verbs{};

  constexpr Verb at(std::uint64_t wanted) const { return verbs[index(wanted)]; }
  constexpr std::size_t index(std::uint64_t wanted) const {
    return static_cast<std::size_t>(wanted * multiplier >> (64 - kBits));
  }
};
consteval bool place_all(Slots& slots) {
  slots.verbs.fill(Verb::unknown);
  for (std::size_t i = 1; i < kVerbs.size(); ++i) {
    Verb& slot = slots.verbs[slots.index(key(kVerbs[i].name))];
    if (slot != Verb::unknown) return false;
    slot = kVerbs[i].verb;
  }
  return true;
}
consteval Slots place_verbs() {
  constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15;  // the golden ratio: its multiples are spread evenly
  Slots slots{.multiplier = kStep};
  while (!place_all(slots)) slots.multiplier += kStep;
  return slots;
}
constexpr Slots kSlots = place_verbs();

}  // namespace

std::string_view name(Verb verb) { return kVerbs[static_cast<std::size_t>(verb)].name; }

Verb find_verb(std::string_view text) {
  if (text.empty() || text.size() > sizeof(std::uint64_t)) return Verb::unknown;
  const std::uint64_t wanted = key(text);
  const Row& found = kVerbs[static_cast<std::size_t>(kSlots.at(wanted))];
  return found.name.size() == text.size() && key(found.name) == wanted ? found.verb : Verb::unknown;
}

}  // namespace smtpspec::syntax
