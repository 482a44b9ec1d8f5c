#pragma once

#include "reference/receiver/decisions.hpp"
#include "reference/syntax/command.hpp"

#include <array>
#include <optional>

namespace smtpspec::receiver {

/// How far a session is (RFC 5321 §4.1.4).
enum class Point : std::uint8_t {
  connected,   ///< before EHLO, HELO or LHLO
  greeted,     ///< no mail transaction
  sender,      ///< MAIL was taken
  recipients,  ///< at least one RCPT was taken
  chunks,      ///< the first BDAT was taken
};
inline constexpr std::size_t kPoints = 5;
inline constexpr std::size_t kVerbs = static_cast<std::size_t>(syntax::Verb::etrn) + 1;

/// Which decision a verb puts because of the point at which it comes. What is not listed is in sequence.
struct OutOfSequence {
  Point from, to;
  syntax::Verb verb;
  DecisionId decision;
};
inline constexpr OutOfSequence kOutOfSequence[] = {
    {Point::connected, Point::connected, syntax::Verb::mail, "mail-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::send, "mail-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::soml, "mail-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::saml, "mail-before-ehlo"_decision},
    {Point::connected, Point::greeted, syntax::Verb::rcpt, "rcpt-before-mail"_decision},
    {Point::connected, Point::greeted, syntax::Verb::data, "data-before-mail"_decision},
    {Point::connected, Point::greeted, syntax::Verb::bdat, "bdat-before-mail"_decision},
    {Point::connected, Point::connected, syntax::Verb::auth, "auth-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::starttls, "starttls-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::noop, "noop-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::rset, "rset-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::vrfy, "vrfy-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::expn, "vrfy-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::help, "vrfy-before-ehlo"_decision},
    {Point::connected, Point::connected, syntax::Verb::quit, "quit-before-ehlo"_decision},
    {Point::sender, Point::chunks, syntax::Verb::quit, "quit-in-transaction"_decision},
    {Point::greeted, Point::chunks, syntax::Verb::ehlo, "ehlo-again"_decision},
    {Point::greeted, Point::chunks, syntax::Verb::helo, "ehlo-again"_decision},
    {Point::greeted, Point::chunks, syntax::Verb::lhlo, "ehlo-again"_decision},
    {Point::sender, Point::chunks, syntax::Verb::mail, "nested-mail"_decision},
    {Point::sender, Point::chunks, syntax::Verb::send, "nested-mail"_decision},
    {Point::sender, Point::chunks, syntax::Verb::soml, "nested-mail"_decision},
    {Point::sender, Point::chunks, syntax::Verb::saml, "nested-mail"_decision},
    {Point::sender, Point::sender, syntax::Verb::data, "data-without-recipients"_decision},
    {Point::sender, Point::sender, syntax::Verb::bdat, "bdat-without-recipients"_decision},
    {Point::sender, Point::chunks, syntax::Verb::auth, "auth-in-transaction"_decision},
    {Point::sender, Point::chunks, syntax::Verb::starttls, "starttls-in-transaction"_decision},
    {Point::sender, Point::chunks, syntax::Verb::turn, "turn-in-transaction"_decision},
    {Point::chunks, Point::chunks, syntax::Verb::rcpt, "rcpt-between-chunks"_decision},
    {Point::chunks, Point::chunks, syntax::Verb::data, "data-after-bdat"_decision},
};

inline constexpr DecisionId kInSequence = kMaxDecisions;

/// The same, dense: point x verb.
inline constexpr auto kConversation = [] {
  std::array<std::array<DecisionId, kVerbs>, kPoints> cells{};
  for (auto& row : cells) row.fill(kInSequence);
  for (const OutOfSequence& rule : kOutOfSequence) {
    for (auto point = static_cast<std::size_t>(rule.from); point <= static_cast<std::size_t>(rule.to);
         ++point) {
      cells[point][static_cast<std::size_t>(rule.verb)] = rule.decision;
    }
  }
  return cells;
}();

/// The decision that `verb` puts at `point`; nothing if it is in sequence.
constexpr std::optional<DecisionId> sequence_decision(Point point, syntax::Verb verb) {
  const DecisionId id = kConversation[static_cast<std::size_t>(point)][static_cast<std::size_t>(verb)];
  return id == kInSequence ? std::nullopt : std::optional(id);
}

}  // namespace smtpspec::receiver
