#include <array>
#include <cstdint>

#include "reference/syntax/command.hpp"
#include "reference/syntax/octets.hpp"

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

constexpr bool in_order() {
  for (std::size_t i = 0; i < kVerbs.size(); ++i) {
    if (static_cast<std::size_t>(kVerbs[i].verb) != i) return false;
  }
  return true;
}
static_assert(in_order() && kVerbs.back().verb == Verb::etrn);

/// Up to eight octets as one number, in upper case, so that a verb is found by comparing numbers.
constexpr std::uint64_t key(std::string_view text) {
  std::uint64_t packed = 0;
  for (const char c : text) packed = packed << 8 | static_cast<unsigned char>(upper(c));
  return packed;
}
constexpr std::array<std::uint64_t, kVerbs.size()> keys() {
  std::array<std::uint64_t, kVerbs.size()> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = key(kVerbs[i].name);
  return all;
}
constexpr std::array<std::uint64_t, kVerbs.size()> kKeys = keys();

}  // namespace

std::string_view name(Verb verb) { return kVerbs[static_cast<std::size_t>(verb)].name; }

Verb find_verb(std::string_view text) {
  if (text.empty() || text.size() > sizeof(std::uint64_t)) return Verb::unknown;
  const std::uint64_t wanted = key(text);
  for (std::size_t i = 1; i < kKeys.size(); ++i) {
    if (kKeys[i] == wanted && kVerbs[i].name.size() == text.size()) return kVerbs[i].verb;
  }
  return Verb::unknown;
}

}  // namespace smtpspec::syntax
