#pragma once

#include "harness/delivery/message.hpp"
#include "reference/reply/reply.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smtpspec::transport {

/// What stands between the model and the player and makes one thing different: any server at all, for once.
/// It shows which answers a scenario tells apart; that a standard is broken by them it does not say.
struct Interference {
  enum class What : std::uint8_t {
    nothing,
    says,             ///< the reply has another code
    says_less,        ///< of the reply, the first line alone arrives
    says_twice,       ///< the reply arrives twice
    swallows,         ///< the reply does not arrive
    closes,           ///< the connection is closed instead of the reply
    loses_message,    ///< what was accepted never comes out
    doubles_message,  ///< it comes out twice
    alters_message,   ///< the last line of its content is missing
    splits_message,   ///< it comes out once for each recipient
    first_only,       ///< of its recipients, only the first gets it
    last_only,        ///< of its recipients, only the last gets it
    ends_at_close,    ///< where the client stops sending, the content ends too
    fails_handshake,  ///< no TLS handshake succeeds
  } what = What::nothing;
  std::size_t reply = 0;  ///< which, counted from 0 over all connections
  int code = 0;           ///< says

  /// "reply 4 says 550"
  std::string name() const;
  bool is_about_replies() const { return what != What::nothing && what < What::loses_message; }
};

/// What arrives of a reply that is struck; nothing: a close.
std::optional<std::string> struck(const Interference& interference, const reply::Reply& reply);
/// What comes out of a message.
std::vector<delivery::DeliveredMessage> struck(const Interference& interference,
                                               delivery::DeliveredMessage message);

}  // namespace smtpspec::transport
