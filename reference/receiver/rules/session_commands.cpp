#include "reference/receiver/rules/rules.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>

/// RSET, NOOP, QUIT, STARTTLS, the historical TURN, and what is not known (RFC 5321 §4.1.1; RFC 3207 §4).
namespace smtpspec::receiver::rules {

namespace {

constexpr std::string_view kWebMethods[] = {"GET", "POST", "CONNECT"};

bool is_other_protocol(std::string_view verb) {
  const bool begins_with_a_letter = verb.empty() || syntax::is(verb.front(), syntax::kAlpha);
  return !begins_with_a_letter || verb.find(':') != std::string_view::npos ||
         std::any_of(std::begin(kWebMethods), std::end(kWebMethods),
                     [verb](std::string_view method) { return syntax::equals_ignoring_case(method, verb); });
}

bool has_argument(const Command& command) { return has(command.oddities, Oddity::unexpected_argument); }

}  // namespace

void noop(const Session& session, const Command& command, Ruling& ruling) {
  if (!command.argument.empty() && ruling.put("noop-with-argument"_decision)) return;
  if (session.transaction.open && ruling.put("noop-clears"_decision)) return;
  ruling.put("noop"_decision);
}

void rset(const Session&, const Command& command, Ruling& ruling) {
  if (has_argument(command) && ruling.put("rset-with-argument"_decision)) return;
  ruling.put("rset"_decision);
}

void quit(const Session&, const Command& command, Ruling& ruling) {
  if (has_argument(command) && ruling.put("quit-with-argument"_decision)) return;
  ruling.put("quit"_decision);
}

void starttls(const Session& session, const Command& command, Ruling& ruling) {
  if (session.tls && ruling.put("starttls-in-tls"_decision)) return;
  if (has_argument(command) && ruling.put("starttls-with-argument"_decision)) return;
  ruling.put("starttls"_decision);
}

void turn(const Session&, const Command&, Ruling& ruling) { ruling.put("turn"_decision); }

void etrn(const Session&, const Command&, Ruling& ruling) { ruling.put("etrn"_decision); }

void unknown(const Session& session, const Command& command, Ruling& ruling) {
  constexpr std::uint32_t kManyErrors = 10;
  if (command.verb_text.empty() && ruling.put("empty-line"_decision)) return;
  unsigned closing = only({2});
  if (session.errors + 1 >= kManyErrors) closing |= only({1});
  if (is_other_protocol(command.verb_text)) closing |= only({3});
  if (ruling.put("closes-on-error"_decision, closing)) return;
  ruling.put("unknown-command"_decision);
}

}  // namespace smtpspec::receiver::rules
