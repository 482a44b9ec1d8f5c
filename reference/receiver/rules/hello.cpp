#include "reference/receiver/rules/rules.hpp"
#include "reference/syntax/domain.hpp"

namespace smtpspec::receiver::rules {

namespace {

bool put_lmtp(const Session& session, const Command& command, Ruling& ruling) {
  const bool lhlo = command.verb == syntax::Verb::lhlo;
  if (session.site->lmtp && !lhlo) return ruling.put("lmtp-helo"_decision);
  if (!session.site->lmtp && lhlo) return ruling.put("lhlo-in-smtp"_decision);
  return false;
}

}  // namespace

bool names_a_host(std::string_view name) {
  if (name.starts_with('[')) return syntax::is_address_literal(name);
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos && syntax::is_domain(name) &&
         name.find_first_not_of("0123456789", dot + 1) != std::string_view::npos;
}

void hello(const Session& session, const Command& command, Ruling& ruling) {
  if (put_lmtp(session, command, ruling)) return;
  if (has(command.oddities, Oddity::missing_argument) && ruling.put("missing-argument"_decision)) return;
  // RFC 6531 §3.7.1: before anything was announced, a domain is of letters, digits and hyphens.
  const bool no_name =
      has(command.oddities, Oddity::bad_greeting_name) || has(command.features, Feature::utf8);
  if (no_name && ruling.put("helo-name"_decision)) return;
  if (!no_name && !names_a_host(command.argument) && ruling.put("client-name-at-hello"_decision)) return;
  if (command.verb != syntax::Verb::helo) {
    ruling.put("ehlo"_decision);
    return;
  }
  if (ruling.put("helo-keywords"_decision)) return;
  ruling.put("helo"_decision);
}

}  // namespace smtpspec::receiver::rules
