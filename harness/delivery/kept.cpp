#include "harness/delivery/kept.hpp"

#include "harness/delivery/model.hpp"

#include <utility>

namespace smtpspec::delivery {
namespace {

/// In memory: an envelope is no smaller for being empty.
std::size_t octets_of(const DeliveredMessage& message) {
  std::size_t out = sizeof(message) + message.from.size() + message.octets.size() + message.source.size();
  for (const std::string& to : message.to) out += sizeof(to) + to.size();
  return out;
}

}  // namespace

receiver::StoreResult Kept::keep(const receiver::Message& message) {
  DeliveredMessage taken = taken_by_model(message, source_);
  const std::size_t octets = octets_of(taken);
  const std::lock_guard lock(mutex_);
  if (octets > left_) return receiver::StoreResult::try_later;
  left_ -= octets;
  messages_.push_back(std::move(taken));
  messages_.back().relayed = messages_.back().relayed || all_relayed_;
  return receiver::StoreResult::kept;
}

std::vector<DeliveredMessage> Kept::messages() const {
  const std::lock_guard lock(mutex_);
  return messages_;
}

}  // namespace smtpspec::delivery
