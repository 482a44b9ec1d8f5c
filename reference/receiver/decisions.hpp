#pragma once

#include "reference/receiver/conduct.hpp"
#include "reference/receiver/decisions/authentication.hpp"
#include "reference/receiver/decisions/chunking.hpp"
#include "reference/receiver/decisions/commands.hpp"
#include "reference/receiver/decisions/content.hpp"
#include "reference/receiver/decisions/framing.hpp"
#include "reference/receiver/decisions/link.hpp"
#include "reference/receiver/decisions/lmtp.hpp"
#include "reference/receiver/decisions/parameters.hpp"
#include "reference/receiver/decisions/reading.hpp"
#include "reference/receiver/decisions/recipients.hpp"
#include "reference/receiver/decisions/reply_form.hpp"
#include "reference/receiver/decisions/sequence.hpp"
#include "reference/receiver/decisions/trace.hpp"
#include "reference/receiver/decisions/transaction.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace smtpspec::receiver {

/// The stages joined to the whole table.
namespace table {
template <std::size_t... N>
consteval auto join(const Decision (&... stages)[N]) {
  std::array<Decision, (N + ...)> all{};
  auto next = all.begin();
  ((next = std::copy(stages, stages + N, next)), ...);
  return all;
}
inline constexpr auto kAll =
    join(kFraming, kContent, kReading, kParameters, kSequence, kCommands, kRecipients, kTransaction,
         kChunking, kAuthentication, kLmtp, kReplyForm, kLink, kTrace);
static_assert(kAll.size() <= kMaxDecisions);
}  // namespace table

// What these do not find throws, and therefore does not compile. (They are constexpr where Clang 14 lets no
// immediate function pass its own arguments to another.)

constexpr DecisionId decision_named(std::string_view name) {
  for (std::size_t i = 0; i < table::kAll.size(); ++i) {
    if (table::kAll[i].name == name) return static_cast<DecisionId>(i);
  }
  throw "no such decision";
}
/// The row with this name: "rset-clears"_decision.
consteval DecisionId operator""_decision(const char* name, std::size_t size) {
  return decision_named({name, size});
}

/// The place of a choice in its decision.
constexpr std::uint8_t choice_named(DecisionId decision, std::string_view name) {
  const Choices& choices = table::kAll[decision].choices;
  for (std::uint8_t i = 0; i < choices.size(); ++i) {
    if (choices[i].name == name) return i;
  }
  throw "no such choice";
}
/// "send=announced"_choice
consteval std::uint8_t operator""_choice(const char* text, std::size_t size) {
  const std::string_view name(text, size), decision = name.substr(0, name.find('='));
  return choice_named(decision_named(decision), name.substr(decision.size() + 1));
}

/// What stands for the choice of a decision that has this name.
template <class T>
struct ByChoice {
  std::string_view name;
  T what;
};
/// The same in the order of the choices. Each has a row, or this does not compile.
template <class T, std::size_t N>
consteval std::array<T, N> by_choice(DecisionId decision, const ByChoice<T> (&rows)[N]) {
  if (table::kAll[decision].choices.size() != N) throw "a choice has no row";
  std::array<T, N> out{};
  std::array<bool, N> is_there{};
  for (const ByChoice<T>& row : rows) {
    const std::uint8_t at = choice_named(decision, row.name);
    if (is_there[at]) throw "a choice has two rows";
    is_there[at] = true;
    out[at] = row.what;
  }
  return out;
}

}  // namespace smtpspec::receiver
