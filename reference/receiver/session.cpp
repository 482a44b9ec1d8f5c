#include "reference/receiver/session.hpp"

#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/rules/rules.hpp"
#include "reference/syntax/octets.hpp"

namespace smtpspec::receiver {

namespace {

using syntax::Command;
using syntax::Feature;
using syntax::Oddity;
using syntax::Verb;

using Rule = void (*)(const Session&, const Command&, Ruling&);

/// What each verb is judged by, and the extension that brings it.
struct VerbRule {
  Rule rule;
  std::optional<Extension> extension = std::nullopt;
};

constexpr VerbRule kRules[kVerbs] = {
    {rules::unknown},                        // unknown
    {rules::hello},                          // helo
    {rules::hello},                          // ehlo
    {rules::mail},                           // mail
    {rules::rcpt},                           // rcpt
    {rules::data},                           // data
    {rules::rset},                           // rset
    {rules::noop},                           // noop
    {rules::quit},                           // quit
    {rules::vrfy},                           // vrfy
    {rules::expn, Extension::expn},          // expn
    {rules::help},                           // help
    {rules::mail},                           // send
    {rules::mail},                           // soml
    {rules::mail},                           // saml
    {rules::turn},                           // turn
    {rules::starttls, Extension::starttls},  // starttls
    {rules::auth, Extension::auth},          // auth
    {rules::bdat, Extension::chunking},      // bdat
    {rules::hello},                          // lhlo
    {rules::etrn},                           // etrn
};

bool is_send(Verb verb) { return verb == Verb::send || verb == Verb::soml || verb == Verb::saml; }

/// These are never asked for TLS or AUTH first (RFC 3207 §4, RFC 4954 §6): RSET does no harm, and what is
/// unknown is unknown with them, too.
bool needs_nothing(Verb verb) {
  switch (verb) {
    case Verb::noop:
    case Verb::ehlo:
    case Verb::helo:
    case Verb::lhlo:
    case Verb::starttls:
    case Verb::quit:
    case Verb::rset:
    case Verb::auth:
    case Verb::unknown:
      return true;
    default:
      return false;
  }
}

constexpr std::pair<Oddity, DecisionId> kSpacing[] = {
    {Oddity::leading_space, "space-before-verb"_decision},
    {Oddity::tab_separator, "tab-as-separator"_decision},
    {Oddity::extra_space, "several-spaces"_decision},
    {Oddity::trailing_space, "white-space-before-the-end"_decision},
};

bool put_spelling(const Command& command, Ruling& ruling) {
  if (has(command.features, Feature::lower_case_verb) && ruling.put("verb-case"_decision)) return true;
  for (const auto& [oddity, decision] : kSpacing) {
    if (has(command.oddities, oddity) && ruling.put(decision)) return true;
  }
  const bool from = command.verb == Verb::mail || is_send(command.verb);
  if (!from && command.verb != Verb::rcpt) return false;
  const std::string_view expected = from ? "FROM" : "TO";
  const std::string_view given = command.argument.substr(0, expected.size());
  return given != expected && syntax::equals_ignoring_case(given, expected) &&
         ruling.put("from-to-case"_decision);
}

/// What AUTH is required for. Of the others the server may say that they need none (RFC 4954 §6).
bool sends(Verb verb) {
  return begins_transaction(verb) || verb == Verb::rcpt || verb == Verb::data || verb == Verb::bdat ||
         verb == Verb::turn;
}

bool put_security(const Session& session, Verb verb, Ruling& ruling) {
  const Site& site = *session.site;
  if (needs_nothing(verb) && !(verb == Verb::auth && site.tls_required)) return false;
  if (site.tls_required && !session.tls && ruling.put("tls-required"_decision)) return true;
  return site.auth_required && verb != Verb::auth && !session.authenticated &&
         ruling.put(sends(verb) ? "auth-required"_decision : "auth-required-elsewhere"_decision);
}

/// Inside TLS nobody announces STARTTLS (RFC 3207 §4.2), and outside nobody AUTH that needs TLS, but the
/// commands are known.
bool is_known(const Session& session, Verb verb, Extension extension) {
  return session.offered.has(extension) || (verb == Verb::starttls && session.tls) ||
         (verb == Verb::auth && session.site->auth_needs_tls);
}

bool put_sequence(const Session& session, Verb verb, Ruling& ruling) {
  auto decision = sequence_decision(session.point(), verb);
  if (session.site->lmtp && decision == "data-without-recipients"_decision) {
    decision = "lmtp-data-without-recipients"_decision;
  }
  return decision && ruling.put(*decision);
}

/// What the administrator switched on, as far as it can be offered.
Extensions configured(const Site& site) {
  Extensions extensions = site.extensions;
  if (!site.starttls) extensions.remove(Extension::starttls);
  if (site.mechanisms.empty()) extensions.remove(Extension::auth);
  return extensions;
}

}  // namespace

Session::Session(std::shared_ptr<const Site> administered)
    : site(std::move(administered)),
      offered(configured(*site)) {}

Point Session::point() const {
  if (!transaction.open) return greeted ? Point::greeted : Point::connected;
  if (transaction.chunking) return Point::chunks;
  return accepted_recipients() != 0 ? Point::recipients : Point::sender;
}

void Session::consider(const Command& command, Ruling& ruling) const {
  const VerbRule& rule = kRules[static_cast<std::size_t>(command.verb)];
  if (put_spelling(command, ruling)) return;
  if (command.verb == Verb::bdat && offered.has(Extension::chunking)) rules::take_chunk(command, ruling);
  if (site->refuses_sessions && command.verb != Verb::quit && ruling.put("refused-session"_decision)) return;
  if (put_security(*this, command.verb, ruling)) return;
  if (is_send(command.verb) && ruling.put("send"_decision)) return;
  if (rule.extension && !is_known(*this, command.verb, *rule.extension) &&
      ruling.put(command.verb == Verb::expn ? "expn-not-announced"_decision : "not-announced"_decision)) {
    return;
  }
  // BDAT is judged with its chunk.
  if (command.verb != Verb::bdat && put_sequence(*this, command.verb, ruling)) return;
  rule.rule(*this, command, ruling);
}

void Session::consider_refused_line(syntax::LineFault fault, Ruling& ruling) const {
  switch (fault) {
    case syntax::LineFault::none:
      break;
    case syntax::LineFault::too_long:
      ruling.put(mode == Mode::response ? "auth-too-long"_decision : "over-long-command-line"_decision);
      break;
    case syntax::LineFault::bare_lf:
      ruling.put("bare-lf-in-command"_decision);
      break;
    case syntax::LineFault::bare_cr:
      ruling.put("bare-cr-in-command"_decision);
      break;
    case syntax::LineFault::nul:
      ruling.put("nul-in-command"_decision);
      break;
  }
}

}  // namespace smtpspec::receiver
