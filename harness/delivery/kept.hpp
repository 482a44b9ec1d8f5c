#pragma once

#include "harness/delivery/message.hpp"
#include "reference/receiver/receiver.hpp"

#include <cstddef>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace smtpspec::delivery {

/// The messages that a server of ours has taken, in memory. From any thread.
class Kept {
 public:
  /// `source`: what stands in each message's `source`; `all_relayed`: whoever they are for.
  explicit Kept(std::string source, bool all_relayed = false, std::size_t most = kMost)
      : source_(std::move(source)),
        all_relayed_(all_relayed),
        left_(most) {}

  /// Once all would be more than `most` octets, envelopes included: try_later, and nothing is kept.
  receiver::StoreResult keep(const receiver::Message& message);
  std::vector<DeliveredMessage> messages() const;

  static constexpr std::size_t kMost = std::size_t{256} * 1024 * 1024;

 private:
  const std::string source_;
  const bool all_relayed_;
  mutable std::mutex mutex_;
  std::size_t left_;  ///< octets
  std::vector<DeliveredMessage> messages_;
};

}  // namespace smtpspec::delivery
