#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/rules/rules.hpp"
#include "reference/syntax/octets.hpp"

/// VRFY, EXPN and HELP (RFC 5321 §3.5, §4.1.1.6 to §4.1.1.8).
namespace smtpspec::receiver::rules {

namespace {

DomainIs domain_of(const Session& session, const SplitMailbox& name) {
  return name.domain.empty() ? DomainIs::local : look_up_domain(*session.site, name.domain).is;
}

/// What an argument of VRFY or EXPN names, with or without domain and brackets.
Known named(const Session& session, std::string_view argument) {
  const SplitMailbox name = enquired(argument);
  if (domain_of(session, name) != DomainIs::local) return Known::nobody;
  return look_up(*session.site, name.local_part).known;
}

bool put_unlisted(const Session& session, std::string_view argument, Ruling& ruling) {
  if (!session.site->seen_from_outside) return false;
  const SplitMailbox name = enquired(argument);
  const bool is_nobody = domain_of(session, name) == DomainIs::local &&
                         syntax::equals_ignoring_case(name.local_part, session.site->nobody);
  const bool is_foreign = syntax::equals_ignoring_case(name.domain, session.site->foreign_domain);
  return !is_nobody && !is_foreign && ruling.put("unlisted-name"_decision);
}

bool put_enquiry(const Session& session, Ruling& ruling) {
  const bool in_transaction = session.transaction.open;
  return in_transaction && ruling.put("vrfy-transaction"_decision);
}

}  // namespace

void vrfy(const Session& session, const Command& command, Ruling& ruling) {
  if (put_enquiry(session, ruling) || put_oddities(session, command, ruling)) return;
  if (domain_of(session, enquired(command.argument)) == DomainIs::relayed) {
    ruling.put("vrfy-relayed"_decision);
    return;
  }
  switch (named(session, command.argument)) {
    case Known::user:
    case Known::full:
    case Known::postmaster:
      ruling.put("vrfy-user"_decision);
      break;
    case Known::list:
      ruling.put("vrfy-list"_decision);
      break;
    case Known::moved:
      ruling.put("vrfy-moved"_decision);
      break;
    case Known::nobody:
      if (put_unlisted(session, command.argument, ruling)) return;
      ruling.put("vrfy-unknown"_decision);
      break;
  }
}

void expn(const Session& session, const Command& command, Ruling& ruling) {
  if (put_enquiry(session, ruling) || put_oddities(session, command, ruling)) return;
  switch (named(session, command.argument)) {
    case Known::list:
      ruling.put("expn-list"_decision);
      break;
    case Known::nobody:
      if (put_unlisted(session, command.argument, ruling)) return;
      ruling.put("expn-unknown"_decision);
      break;
    case Known::user:
    case Known::full:
    case Known::moved:
    case Known::postmaster:
      ruling.put("expn-user"_decision);
      break;
  }
}

void help(const Session& session, const Command&, Ruling& ruling) {
  if (put_enquiry(session, ruling)) return;
  ruling.put("help"_decision);
}

}  // namespace smtpspec::receiver::rules
