#include <bit>

#include "reference/receiver/rules/rules.hpp"

namespace smtpspec::receiver::rules {

namespace {

struct Breach {
  Oddity oddity;
  DecisionId decision;
};

constexpr Breach kBreaches[] = {
    {Oddity::tab_separator, "tab-as-separator"_decision},
    {Oddity::missing_argument, "missing-argument"_decision},
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
    {Oddity::bad_local_part, "bad-local-part"_decision},
    {Oddity::bad_domain, "bad-domain"_decision},
    {Oddity::unterminated_quote, "unterminated-quote"_decision},
    {Oddity::unterminated_path, "unterminated-path"_decision},
    {Oddity::bad_route, "bad-route"_decision},
};

}  // namespace

bool put_oddities(const Session&, const Command& command, Ruling& ruling) {
  if (command.oddities == 0) return false;
  for (const Breach& breach : kBreaches) {
    if (has(command.oddities, breach.oddity) && ruling.put(breach.decision)) return true;
  }
  return false;
}

}  // namespace smtpspec::receiver::rules
