#pragma once

#include <cstdint>

namespace smtpspec::receiver {

/// What a ruling does to the session, as a set of bits. Session::apply() carries them out in this order.
using Effects = std::uint32_t;

namespace effect {
enum : Effects {
  none = 0,
  // What is forgotten.
  clear_sender = 1U << 0,
  clear_recipients = 1U << 1,
  clear_content = 1U << 2,  ///< chunks received so far
  forget_greeting = 1U << 3,
  forget_user = 1U << 4,
  // What is remembered.
  greet = 1U << 5,
  extended = 1U << 6,  ///< with greet: EHLO or LHLO, so extensions are in force
  start_transaction = 1U << 7,
  add_recipient = 1U << 8,
  phantom_recipient = 1U << 9,  ///< counted as accepted, but nobody gets the message
  keep_chunk = 1U << 10,
  chunk_failed = 1U << 11,  ///< further chunks of this transaction fail
  add_user = 1U << 12,
  // What comes next.
  begin_content = 1U << 13,
  store = 1U << 14,
  sasl_step = 1U << 15,
  sasl_response = 1U << 16,  ///< the next line is a response, not a command
  start_tls = 1U << 17,
  swap_roles = 1U << 18,
  close = 1U << 19,
  read_chunk = 1U << 20,  ///< the octets of the chunk come before the reply
  chunk_runs = 1U << 25,  ///< they do not, and are read as commands
  // How the transaction goes on.
  route_by_source = 1U << 21,  ///< RFC 821 §3.6: the next hop is the first host of the route
  relayed = 1U << 22,
  silent = 1U << 23,  ///< no reply is sent
  doomed = 1U << 24,  ///< with begin_content: whatever comes is refused
};
inline constexpr Effects clear_transaction = clear_sender | clear_recipients | clear_content;
}  // namespace effect

}  // namespace smtpspec::receiver
