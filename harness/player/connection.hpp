#pragma once

#include "harness/player/keywords.hpp"
#include "harness/player/ledger.hpp"
#include "reference/reply/reply.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace smtpspec::player {

/// A reply that no step has read yet, or, after TURN, a command line.
struct Arrival {
  reply::Reply reply;
  Asked asked;
  std::string line;
  bool unasked =
      false;  ///< nothing had asked for it: from here on replies and commands cannot be told to match
};

/// What is known of one connection.
struct Connection {
  enum class Link : std::uint8_t { connecting, up, closed, failed };
  enum class Tls : std::uint8_t { none, shaking_hands, up, failed };

  std::string name;
  Link link = Link::connecting;
  std::string why;  ///< failed: the reason; TLS: its version, or why there is none
  Tls tls = Tls::none;
  bool awaits_tls = false;  ///< STARTTLS was answered 220: what comes may be a TLS record
  bool speaks_tls = false;  ///< a TLS record came that we had not asked for
  bool was_reset = false;
  bool shut = false;  ///< by us
  reply::ReplyReader reader;
  Ledger ledger;
  Keywords keywords;   ///< of the last EHLO that was accepted
  bool esmtp = false;  ///< an EHLO or LHLO was accepted
  bool offered_starttls = false;
  bool smtputf8 = false;  ///< asked for
  bool turned = false;    ///< the roles were swapped: we read command lines
  std::string line;       ///< turned: the unfinished one
  std::deque<Arrival> arrivals;

  std::uint64_t unanswered_octets = 0;  ///< received since the last whole reply
  bool quit_sent = false;

  bool is_up() const { return link == Link::up && !shut; }
  /// Nothing more will arrive.
  bool is_over() const { return link == Link::closed || link == Link::failed || shut; }
};

}  // namespace smtpspec::player
