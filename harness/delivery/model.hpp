#pragma once

#include "harness/delivery/message.hpp"
#include "reference/receiver/receiver.hpp"

#include <string>
#include <utility>

namespace smtpspec::delivery {

/// A message as the reference receiver took it: octet by octet, with its envelope.
inline DeliveredMessage taken_by_model(const receiver::Message& message, std::string source) {
  DeliveredMessage out{.from = message.reverse_path, .octets = message.content, .source = std::move(source)};
  for (const receiver::Recipient& recipient : message.recipients) {
    out.to.push_back(recipient.forward_path);
    out.relayed = out.relayed || recipient.relayed;
  }
  return out;
}

}  // namespace smtpspec::delivery
