#pragma once

#include "harness/delivery/message.hpp"
#include "harness/player/player.hpp"
#include "harness/transport/memory.hpp"
#include "harness/transport/memory_sasl.hpp"
#include "reference/receiver/faults.hpp"
#include "reference/reply/reply.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::transport {

/// An event for the player, and when it happens.
struct Due {
  player::Millis at;
  player::Event event;
};

/// The server's side of one connection in memory: the model, and what its host does for it.
class MemoryLink {
 public:
  /// All must outlive it. `now` is the clock; `replies` counts the replies of all connections.
  MemoryLink(const MemoryTarget& target, const player::Millis& now, std::size_t& replies);

  // What the client does.
  void connect(bool tls);
  void read(std::string_view octets);
  void handshake();
  void shut(language::Shut::How how);
  /// Nothing happened for as long as the site waits.
  void expire();

  std::deque<Due>& inbox() { return inbox_; }
  std::vector<delivery::DeliveredMessage>& messages() { return messages_; }
  MemoryStream& stream() { return stream_; }
  receiver::DecisionSet consulted() const { return model_.consulted(); }

 private:
  const MemoryTarget& target_;
  const player::Millis& now_;
  std::size_t& replies_;
  reply::ReplyReader reader_;  // only where something interferes
  receiver::FaultyReceiver model_;
  MemorySasl sasl_;
  bool expects_tls_ = false;
  bool gone_ = false;
  bool sends_commands_ = false;
  std::size_t commands_sent_ = 0;
  player::Millis delay_{0};
  std::deque<Due> inbox_;
  std::vector<delivery::DeliveredMessage> messages_;
  MemoryStream stream_;

  void tell(player::Event event);
  void say(const std::string& octets);
  void keep(const receiver::Message& message);
  void carry_out(receiver::Actions actions);
  void read_replies(std::string_view replies);
};

}  // namespace smtpspec::transport
