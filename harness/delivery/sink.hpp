#pragma once

#include "harness/delivery/message.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace smtpspec::delivery {

/// An SMTP server of ours on loopback that takes whatever the target relays, up to Kept::kMost octets.
class Sink {
 public:
  /// Listens at once; port 0: any that is free. The error says why it cannot.
  static tl::expected<std::shared_ptr<Sink>, std::string> open(std::uint16_t port);
  ~Sink();

  std::uint16_t port() const;
  /// All that has come so far. From any thread.
  std::vector<DeliveredMessage> messages() const;

 private:
  struct State;
  explicit Sink(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::delivery
