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

void hello(const Session& session, const Command& command, Ruling& ruling) {
  if (put_lmtp(session, command, ruling)) return;
  if (has(command.oddities, Oddity::missing_argument) && ruling.put("missing-argument"_decision)) return;
  // RFC 6531 §3.7.1: before anything was announced, a domain is of letters, digits and hyphens.
  const bool no_name =
      has(command.oddities, Oddity::bad_greeting_name) || has(command.features, Feature::utf8);
  if (no_name && ruling.put("helo-name"_decision)) return;
  if (command.verb != syntax::Verb::helo) {
    ruling.put("ehlo"_decision);
    return;
  }
  if (ruling.put("helo-keywords"_decision)) return;
  ruling.put("helo"_decision);
}

}  // namespace smtpspec::receiver::rules
