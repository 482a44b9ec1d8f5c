#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "reference/receiver/receiver.hpp"

namespace smtpspec::fuzz {

/// A host that keeps every message and takes any password. What it was told, up to a change of the stream.
class Host {
 public:
  explicit Host(const receiver::Conduct& conduct) : receiver_(site(), conduct) {
    carry_out(receiver_.open());
  }

  void feed(std::string_view octets) {
    if (!over_) carry_out(receiver_.feed(octets));
  }
  const std::string& transcript() const { return transcript_; }
  receiver::DecisionSet consulted() const { return receiver_.consulted(); }

 private:
  receiver::Receiver receiver_;
  std::string transcript_;
  bool over_ = false;

  static std::shared_ptr<const receiver::Site> site() {
    static const auto one = std::make_shared<const receiver::Site>();
    return one;
  }

  void carry_out(const receiver::Actions& actions) {
    for (const receiver::Action& action : actions) {
      if (const auto* send = std::get_if<receiver::Send>(&action)) {
        transcript_ += send->octets;
      } else if (const auto* store = std::get_if<receiver::Store>(&action)) {
        ((transcript_ += "(stored ") += store->message.reverse_path) += ": ";
        (transcript_ += store->message.content) += ')';
        carry_out(receiver_.stored(receiver::StoreResult::kept));
      } else if (std::holds_alternative<receiver::SaslStep>(action)) {
        carry_out(receiver_.sasl({.kind = receiver::SaslResult::Kind::success, .text = "alice"}));
      } else if (!std::holds_alternative<receiver::Delay>(action)) {
        over_ = true;  // TLS, closing and swapped roles: what follows depends on when it was sent
      }
    }
  }
};

}  // namespace smtpspec::fuzz
