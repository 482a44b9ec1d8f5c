#pragma once

#include "harness/player/player.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace smtpspec::capture {

/// One TCP connection as IPv4 packets, made of what was said on it: a handshake, segments with the numbers
/// they would have had, each acknowledged, FIN or RST. Pure.
class Conversation {
 public:
  /// Told of each packet, in order.
  using Emit = std::function<void(std::string packet)>;

  /// No two of the first sixteen million conversations have the same client address and port.
  explicit Conversation(std::uint32_t number);

  void add(const player::Entry& entry, const Emit& emit);
  /// Nothing more will come: a connection that is still open is closed by the client.
  void end(const Emit& emit);

 private:
  struct Side {
    std::uint32_t address = 0;
    std::uint16_t port = 0;
    std::uint32_t next = 0;  ///< sequence number
    bool finished = false;
  };
  Side client_, server_;
  bool is_open_ = false;

  void connect(const Emit& emit);
  void say(Side& from, Side& to, std::string_view octets, const Emit& emit);
  void finish(Side& from, Side& to, const Emit& emit);
  void reset(Side& from, Side& to, const Emit& emit);
};

}  // namespace smtpspec::capture
