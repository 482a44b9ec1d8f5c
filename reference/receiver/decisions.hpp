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

/// The row with this name, found when compiling: "rset-clears"_decision.
consteval DecisionId operator""_decision(const char* name, std::size_t size) {
  const std::string_view wanted(name, size);
  for (std::size_t i = 0; i < table::kAll.size(); ++i) {
    if (table::kAll[i].name == wanted) return static_cast<DecisionId>(i);
  }
  throw "no such decision";
}

}  // namespace smtpspec::receiver
