#include "harness/delivery/kept.hpp"

#include "harness/delivery/model.hpp"

namespace smtpspec::delivery {

receiver::StoreResult Kept::keep(const receiver::Message& message) {
  const std::lock_guard lock(mutex_);
  if (message.content.size() > left_) return receiver::StoreResult::try_later;
  left_ -= message.content.size();
  messages_.push_back(taken_by_model(message, source_));
  messages_.back().relayed = messages_.back().relayed || all_relayed_;
  return receiver::StoreResult::kept;
}

std::vector<DeliveredMessage> Kept::messages() const {
  const std::lock_guard lock(mutex_);
  return messages_;
}

}  // namespace smtpspec::delivery
