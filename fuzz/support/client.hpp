#pragma once

#include "reference/receiver/receiver.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// A client and the host beside it, at a conforming receiver: TLS comes up, every message is kept, and every
/// response but "no" is right. A regular value.
struct Client {
  receiver::Receiver receiver;
  std::string replies = {};              ///< since they were last looked at
  std::vector<std::string> stored = {};  ///< the content of messages

  explicit Client(const receiver::Site& site) : receiver(std::make_shared<const receiver::Site>(site)) {
    carry_out(receiver.open());
  }
  void send(std::string_view octets) { carry_out(receiver.feed(octets)); }
  void forget() {
    replies.clear();
    stored.clear();
  }

 private:
  void carry_out(const receiver::Actions& actions) {
    for (const receiver::Action& action : actions) {
      if (const auto* send = std::get_if<receiver::Send>(&action)) {
        replies += send->octets;
      } else if (const auto* store = std::get_if<receiver::Store>(&action)) {
        stored.push_back(store->message.content);
        carry_out(receiver.stored(receiver::StoreResult::kept));
      } else if (const auto* step = std::get_if<receiver::SaslStep>(&action)) {
        carry_out(receiver.sasl(judge(*step)));
      } else if (std::holds_alternative<receiver::StartTls>(action)) {
        carry_out(receiver.tls_started());
      }
    }
  }
  static receiver::SaslResult judge(const receiver::SaslStep& step) {
    using Kind = receiver::SaslResult::Kind;
    if (!step.response) return {.kind = Kind::challenge, .text = "challenge"};
    return {.kind = *step.response == "no" ? Kind::failure : Kind::success, .text = "alice"};
  }
};

}  // namespace smtpspec::fuzz
