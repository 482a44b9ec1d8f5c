#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/rules/rules.hpp"
#include "reference/syntax/octets.hpp"
#include "reference/syntax/print.hpp"

#include <algorithm>

namespace smtpspec::receiver::rules {

namespace {

constexpr std::uint32_t kFewRecipients = 50;  // recipient-limit=50

bool put_postmaster(std::string_view local_part, DecisionId decision, Ruling& ruling) {
  if (ruling.put(decision)) return true;
  unsigned refusing = 0;  // of the choices of postmaster-case
  if (local_part != "postmaster") refusing |= only({1});
  if (local_part != "Postmaster") refusing |= only({2});
  return ruling.put("postmaster-case"_decision, refusing);
}

bool put_client_name(const Session& session, Ruling& ruling) {
  return session.greeted && !names_a_host(session.client_name) && ruling.put("client-name-at-rcpt"_decision);
}

/// A local-part that some read as a route leads to a domain that is not ours.
bool put_disguise(const Site& site, std::string_view local_part, bool quoted, Ruling& ruling) {
  const std::string mailbox = disguised_mailbox(local_part);
  if (mailbox.empty() || look_up_domain(site, split_mailbox(mailbox).domain).is == DomainIs::local)
    return false;
  if (quoted) return ruling.put("quoted-route"_decision);
  const bool percent = local_part.find('%') != std::string_view::npos;
  return ruling.put(percent ? "percent-hack"_decision : "bang-path"_decision);
}

bool put_local(const Session& session, const Command& command, std::string_view local_part, Ruling& ruling) {
  const Site& site = *session.site;
  const LocalMailbox mailbox = look_up(site, command.path.local_part);
  const bool quoted = has(command.features, Feature::quoted_local_part);
  if (quoted && mailbox.known != Known::nobody && ruling.put("quoted-equivalence"_decision)) return true;
  switch (mailbox.known) {
    case Known::postmaster:
      return put_postmaster(local_part, "postmaster"_decision, ruling);
    case Known::user:
      if (!session.transaction.to_terminal) return false;
      if (std::find(site.active.begin(), site.active.end(), mailbox.name) != site.active.end()) return false;
      return ruling.put("send-to-absent"_decision);
    case Known::list:
      return false;
    case Known::moved:
      return ruling.put("moved-user"_decision);
    case Known::full:
      return ruling.put("full-mailbox"_decision);
    case Known::nobody:
      break;
  }
  if (put_disguise(site, local_part, quoted, ruling)) return true;
  return !site.accept_everybody && ruling.put("unknown-user"_decision);
}

bool put_foreign(const Session& session, std::string_view domain, Ruling& ruling) {
  const std::string& sender = session.transaction.reverse_path;
  if (session.authenticated || session.site->trusts_client || session.site->accept_everybody) {
    ruling.gather(effect::relayed);
    return false;
  }
  if (sender.empty() && ruling.put("null-sender-relays"_decision)) return true;
  if (!sender.empty() && look_up_domain(*session.site, split_mailbox(sender).domain).is == DomainIs::local &&
      ruling.put("local-sender-relays"_decision)) {
    return true;
  }
  const bool unlisted =
      session.site->seen_from_outside && !syntax::equals_ignoring_case(domain, session.site->foreign_domain);
  return (unlisted && ruling.put("unlisted-domain"_decision)) || ruling.put("foreign-recipient"_decision);
}

bool put_recipient(const Session& session, const Command& command, Ruling& ruling) {
  const syntax::Path& path = command.path;
  if (has(command.features, Feature::bare_postmaster)) {
    return put_postmaster(path.local_part, "bare-postmaster"_decision, ruling);
  }
  const bool local_name = path.domain.empty();
  const DomainFound domain =
      local_name ? DomainFound{DomainIs::local} : look_up_domain(*session.site, path.domain);
  if (!domain.as_written && domain.is != DomainIs::foreign && ruling.put("domain-case"_decision)) return true;
  switch (domain.is) {
    case DomainIs::local: {
      if (path.domain.starts_with('[') && ruling.put("own-literal"_decision)) return true;
      if (!has(command.features, Feature::quoted_local_part)) {
        return put_local(session, command, path.local_part, ruling);
      }
      return put_local(session, command, syntax::unquote_local_part(path.local_part), ruling);
    }
    case DomainIs::relayed:
      ruling.gather(effect::relayed);
      break;
    case DomainIs::foreign:
      return put_foreign(session, path.domain, ruling);
  }
  return false;
}

bool put_number(const Session& session, Ruling& ruling) {
  const std::size_t accepted = session.accepted_recipients();
  const std::uint32_t limit = ruling.ask("recipient-limit"_decision) == 0
                                  ? session.site->max_recipients
                                  : std::min(kFewRecipients, session.site->max_recipients);
  return accepted >= limit && ruling.put("too-many-recipients"_decision);
}

bool put_twice(const Session& session, const Command& command, Ruling& ruling) {
  const auto& recipients = session.transaction.recipients;
  const syntax::Path& path = command.path;
  const std::string_view mailbox = path.text.substr(path.route.empty() ? 0 : path.route.size() + 1);
  const bool twice = std::any_of(recipients.begin(), recipients.end(), [&](const Recipient& recipient) {
    return recipient.forward_path == mailbox;
  });
  return twice && ruling.put("recipient-twice"_decision);
}

}  // namespace

void rcpt(const Session& session, const Command& command, Ruling& ruling) {
  if (put_oddities(session, command, ruling) || put_client_name(session, ruling)) return;
  if (has(command.features, Feature::null_path)) {
    if (ruling.put("null-forward-path"_decision)) return;
  } else if (put_path_forms(session, command, ruling) || put_recipient(session, command, ruling)) {
    return;
  }
  if (put_parameters(session, command, ruling)) return;
  if (put_number(session, ruling) || put_twice(session, command, ruling)) return;
  ruling.put("rcpt"_decision);
}

}  // namespace smtpspec::receiver::rules
