#pragma once

#include "harness/player/keywords.hpp"
#include "harness/player/ledger.hpp"
#include "harness/player/player.hpp"
#include "reference/reply/reply.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::player {

/// A breach of one of the general_checks().
struct Breached {
  std::string_view check;
  Grade grade = Grade::warn;
  std::string message;
};

/// What a reply is looked at with.
struct Dialogue {
  const Asked& asked;        ///< what it answers
  const Keywords& keywords;  ///< what was announced before it
  bool smtputf8 = false;     ///< SMTPUTF8 was asked for: replies may hold UTF-8 (RFC 6531 §3.7.4)
};

/// The breaches that a reply alone shows: its form, its length, its enhanced code, the greeting.
std::vector<Breached> look_at(const reply::Reply& reply, const Dialogue& dialogue);

/// A reply whose last line ends in CR, however long LF is waited for.
Breached without_line_feed();
/// A reply that nothing asked for.
Breached unasked(const reply::Reply& reply);

}  // namespace smtpspec::player
