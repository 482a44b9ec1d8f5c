#include "reference/receiver/rules/rules.hpp"

#include <algorithm>

namespace smtpspec::receiver::rules {

namespace {

struct Breach {
  Oddity oddity;
  DecisionId decision;
};

constexpr Breach kBreaches[] = {
    {Oddity::missing_argument, "missing-argument"_decision},
    {Oddity::missing_keyword, "missing-keyword"_decision},
    {Oddity::missing_brackets, "missing-brackets"_decision},
    {Oddity::space_after_colon, "space-after-colon"_decision},
    {Oddity::space_before_colon, "space-before-colon"_decision},
    {Oddity::control_octet, "control-octet-in-path"_decision},
    {Oddity::eight_bit, "malformed-utf8"_decision},
    {Oddity::no_domain, "missing-domain"_decision},
    {Oddity::empty_label, "empty-label"_decision},
    {Oddity::dot_local_part, "dot-in-local-part"_decision},
    {Oddity::underscore_domain, "underscore-in-domain"_decision},
    {Oddity::bad_literal, "bad-literal"_decision},
    {Oddity::garbage_after_path, "text-after-path"_decision},
    {Oddity::bad_domain, "bad-domain"_decision},
    {Oddity::unterminated_quote, "unterminated-quote"_decision},
    {Oddity::bad_local_part, "bad-local-part"_decision},
    {Oddity::unterminated_path, "unterminated-path"_decision},
    {Oddity::bad_route, "bad-route"_decision},
};

/// The octets of these are outside atext too: that is no breach of its own.
constexpr std::uint32_t kWorseThanBadLocalPart = static_cast<std::uint32_t>(Oddity::control_octet) |
                                                 static_cast<std::uint32_t>(Oddity::unterminated_quote);

/// "@", "@@" or "@a.test": no route, but an empty local-part.
bool leads_nowhere(std::string_view path) {
  return path.find('@', std::min(path.find_first_not_of('@'), path.size())) == std::string_view::npos;
}

}  // namespace

bool put_oddities(const Session&, const Command& command, Ruling& ruling) {
  syntax::Oddities oddities = command.oddities;
  if (oddities == 0) return false;
  if ((oddities & kWorseThanBadLocalPart) != 0)
    oddities &= ~static_cast<std::uint32_t>(Oddity::bad_local_part);
  if (has(oddities, Oddity::bad_route) && leads_nowhere(command.path.text)) {
    oddities &= ~static_cast<std::uint32_t>(Oddity::bad_route);
    if (ruling.put("bad-local-part"_decision)) return true;
  }
  for (const Breach& breach : kBreaches) {
    if (has(oddities, breach.oddity) && ruling.put(breach.decision)) return true;
  }
  return false;
}

}  // namespace smtpspec::receiver::rules
