#include "reference/receiver/forward_path.hpp"
#include "reference/receiver/session.hpp"
#include "reference/syntax/octets.hpp"

namespace smtpspec::receiver {

namespace {

using syntax::Command;
using syntax::Verb;

std::vector<std::string> texts(const Session& session, const std::vector<syntax::Parameter>& parameters) {
  std::vector<std::string> all;
  all.reserve(parameters.size());
  for (const syntax::Parameter& parameter : parameters) {
    std::string& text = all.emplace_back(parameter.keyword);
    // RFC 4954 §5: who is not trusted is taken to have said AUTH=<>.
    const bool untrusted = !session.authenticated && syntax::equals_ignoring_case(parameter.keyword, "AUTH");
    if (parameter.has_equals) (text += '=') += untrusted ? "<>" : parameter.value;
  }
  return all;
}

void start(Session& session, const Command& command) {
  Transaction& transaction = session.transaction;
  transaction.open = true;
  transaction.reverse_path = mailbox_text(command.path);
  transaction.parameters = texts(session, command.parameters);
  transaction.to_terminal = command.verb == Verb::send;
  if (const auto* body = syntax::find_parameter(command, "BODY")) {
    transaction.body = syntax::parse_body(body->value).value_or(syntax::Body::seven_bit);
  }
  if (const auto* size = syntax::find_parameter(command, "SIZE")) {
    transaction.declared_size = syntax::parse_size(size->value).value_or(0);
  }
  transaction.smtputf8 = syntax::find_parameter(command, "SMTPUTF8") != nullptr;
}

/// What a refusal does beside its reply.
Effects after_refusal(const Session& session, Verb verb, Ruling& silent) {
  switch (verb) {
    case Verb::rcpt:
      if (!session.transaction.open) return effect::none;
      return silent.ask_effects("refused-recipient"_decision) |
             silent.ask_effects("refused-recipient-counts"_decision);
    case Verb::mail:
      return session.transaction.open ? Effects{effect::none}
                                      : silent.ask_effects("refused-mail-counts"_decision);
    default:
      return effect::none;
  }
}

/// What RSET clears (RFC 5321 §4.1.1.5).
Effects after_rset(const Session& session, Ruling& silent) {
  Effects effects = effect::none;
  if (session.greeted) effects |= silent.ask_effects("rset-forgets"_decision);
  if (session.authenticated) effects |= silent.ask_effects("rset-forgets-user"_decision);
  if (session.point() >= Point::sender)
    effects |= silent.ask_effects("rset-clears"_decision) & ~effect::clear_content;
  if (session.transaction.chunking) effects |= silent.ask_effects("rset-clears-chunks"_decision);
  return effects;
}

Effects after_success(const Session& session, const Command& command, Effects effects, Ruling& silent) {
  if (command.verb == Verb::rset) return after_rset(session, silent);
  if ((effects & effect::greet) == 0 || session.point() < Point::sender) return effect::none;
  return silent.ask_effects(command.verb == Verb::helo ? "helo-clears"_decision : "ehlo-clears"_decision);
}

}  // namespace

bool begins_transaction(Verb verb) {
  return verb == Verb::mail || verb == Verb::send || verb == Verb::soml || verb == Verb::saml;
}

void Transaction::clear(Effects effects) {
  if ((effects & effect::clear_sender) != 0) {
    open = false;
    reverse_path.clear();
    parameters.clear();
    body = syntax::Body::seven_bit;
    smtputf8 = false;
    declared_size = 0;
    to_terminal = false;
    doomed = false;
    chunking = chunk_failed = false;
  }
  if ((effects & effect::clear_recipients) != 0) {
    recipients.clear();
    phantoms = 0;
    refused = 0;
  }
  if ((effects & effect::clear_content) != 0) {
    content.clear();
    octets = 0;
    chunking = false;
    chunk_failed = false;
  }
}

void Session::apply(const Permitted& permitted, const Command& command, Ruling& silent) {
  Effects effects = permitted.effects;
  if (permitted.refuses()) {
    // Their refusal leaves the state as it was (RFC 5321 §4.1.4), unless that is what clears.
    if (begins_transaction(command.verb)) effects &= ~effect::clear_transaction | permitted.answer().effects;
    if (permitted.answer().code >= 500) ++errors;
    effects |= after_refusal(*this, command.verb, silent);
    if (command.verb == Verb::rcpt && transaction.open) ++transaction.refused;
  } else {
    effects |= after_success(*this, command, effects, silent);
  }
  const auto does = [effects](Effects wanted) { return (effects & wanted) != 0; };
  transaction.clear(effects);
  if (does(effect::forget_greeting)) forget_greeting();
  if (does(effect::forget_user)) {
    authenticated = false;
    user.clear();
  }
  if (does(effect::greet)) {
    greeted = true;
    extended = does(effect::extended);
    client_name = command.argument;
  }
  if (does(effect::start_transaction)) start(*this, command);
  if (does(effect::add_recipient)) {
    transaction.recipients.push_back(
        make_recipient(*site, transaction.reverse_path, command, effects, silent));
    transaction.recipients.back().parameters = texts(*this, command.parameters);
  }
  if (does(effect::phantom_recipient)) ++transaction.phantoms;
  if (does(effect::keep_chunk)) transaction.chunking = true;
  if (does(effect::chunk_failed) && point() >= Point::recipients) {
    const DecisionId what = command.oddities == 0 ? "refused-chunk"_decision : "malformed-bdat"_decision;
    if (silent.ask(what) == 0) transaction.chunking = transaction.chunk_failed = true;
  }
  if (does(effect::add_user)) authenticated = true;
  if (does(effect::begin_content)) {
    transaction.doomed = does(effect::doomed);
    mode = Mode::content;
  }
  if (does(effect::sasl_response)) mode = Mode::response;
  if (does(effect::close)) mode = Mode::closed;
}

void Session::forget_greeting() {
  greeted = extended = false;
  client_name.clear();
}

void Session::end_data(bool accepted, Ruling& silent) {
  transaction.clear(
      silent.ask_effects(accepted ? "end-of-data-clears"_decision : "refused-data-clears"_decision));
}

void Session::start_tls(Ruling& silent) {
  const Effects effects = silent.ask_effects("starttls-forgets"_decision);
  transaction.clear(effects);
  if ((effects & effect::forget_greeting) != 0) forget_greeting();
  if ((effects & effect::forget_user) != 0) {
    authenticated = false;
    user.clear();
  }
  tls = true;
}

}  // namespace smtpspec::receiver
