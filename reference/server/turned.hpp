#pragma once

#include "reference/reply/reply.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace smtpspec::server {

/// The sender that a receiver becomes once it accepted TURN (RFC 821 §3.8): it waits for a greeting, says
/// HELO and, having no mail to send, QUIT.
class TurnedSender {
 public:
  explicit TurnedSender(std::string host) : host_(std::move(host)) {}

  /// The octets to send for what was received.
  std::string feed(std::string_view octets);
  /// The channel is to be closed.
  bool finished() const { return waits_for_ == WaitsFor::nothing; }

 private:
  enum class WaitsFor : std::uint8_t { greeting, helo, quit, nothing };
  std::string respond(int code);

  std::string host_;
  reply::ReplyReader reader_;
  WaitsFor waits_for_ = WaitsFor::greeting;
};

}  // namespace smtpspec::server
