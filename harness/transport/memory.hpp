#pragma once

#include "harness/delivery/message.hpp"
#include "harness/player/player.hpp"
#include "harness/transport/interference.hpp"
#include "reference/receiver/faults.hpp"
#include "reference/receiver/site.hpp"

#include <memory>
#include <string>
#include <vector>

namespace smtpspec::transport {

/// What a play in memory is played against: one model a connection, all with the same site and behaviour.
struct MemoryTarget {
  std::shared_ptr<const receiver::Site> site;
  receiver::Behaviour behaviour;
  Interference interference;
  receiver::StoreResult store = receiver::StoreResult::kept;  ///< what becomes of messages
  std::size_t kept_before = 0;  ///< how many a connection keeps before `store` applies
  bool octet_by_octet = false;  ///< what the client writes arrives in pieces of one octet
};

/// What went over one connection, TLS and all.
struct MemoryStream {
  std::string client, server;
};

/// What came of it.
struct MemoryPlay {
  player::Result result;
  std::vector<delivery::DeliveredMessage> messages;  ///< all that the models took responsibility for
  std::vector<MemoryStream> streams;                 ///< in the order in which connections were opened
  receiver::DecisionSet consulted;                   ///< by any of the connections
};

/// Plays a case against the reference receiver, without sockets and without waiting: when both sides are
/// quiet, the clock jumps to the earliest deadline. TLS is symbolic (every handshake succeeds unless octets
/// of the client are in its way), credentials are the site's.
MemoryPlay play_in_memory(const player::Case& c, const player::Circumstances& circumstances,
                          const language::Catalogue& catalogue, const MemoryTarget& target,
                          std::string token);

/// What the preflight would find out about the bundled reference: a client, mailboxes and credentials that
/// its Site knows, and every ability.
player::Circumstances reference_circumstances();

}  // namespace smtpspec::transport
