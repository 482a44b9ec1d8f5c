#pragma once

#include "fuzz/support/situation.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace smtpspec::fuzz {

/// A host, and what it was told up to a change of the stream.
class Host {
 public:
  /// What STARTTLS does: what comes behind it with the same feed() is another matter than what comes later.
  enum class OnTls : std::uint8_t { is_over, goes_on };

  /// What the receiver asks of it, it answers when `late` more pieces came, or the last one.
  explicit Host(const receiver::Conduct& conduct, const Situation& situation = {},
                OnTls on_tls = OnTls::is_over, std::size_t late = 0)
      : receiver_(situation.site, conduct),
        situation_(situation),
        on_tls_(on_tls),
        late_(late) {
    receiver_.set_circumstances({.client_address = "192.0.2.1"});
    transcript_.reserve(kUsualTranscript);
    carry_out(receiver_.open());
  }

  void feed(std::string_view octets) {
    if (over_) return;
    const bool asked = asked_.has_value();
    carry_out(receiver_.feed(octets));
    if (asked && --pieces_to_come_ == 0) answer();
  }
  /// Answers what it was asked.
  void catch_up() {
    while (asked_) answer();
  }
  /// The client says nothing any more.
  void expire() {
    if (!over_) carry_out(receiver_.expired());
  }
  void shut_down() {
    if (!over_) carry_out(receiver_.shut_down());
  }
  const receiver::Receiver& receiver() const { return receiver_; }
  bool is_over() const { return over_; }
  /// The replies, and every message where it was stored.
  const std::string& transcript() const { return transcript_; }
  receiver::DecisionSet consulted() const { return receiver_.consulted(); }
  /// Is called with each message, if there is one.
  void (*on_message)(const receiver::Message&) = nullptr;

 private:
  static constexpr std::size_t kUsualTranscript = 2000;

  receiver::Receiver receiver_;
  Situation situation_;
  OnTls on_tls_;
  std::size_t late_;
  std::optional<receiver::Action> asked_;
  std::size_t pieces_to_come_ = 0;
  std::string transcript_;
  bool over_ = false;

  void note(std::string_view part) { (transcript_ += part) += '\n'; }
  void note(const receiver::Message& message) {
    for (const std::string* part : {&message.helo, &message.protocol, &message.user, &message.reverse_path})
      note(*part);
    for (const std::string& parameter : message.parameters) note(parameter);
    for (const receiver::Recipient& recipient : message.recipients) {
      note(recipient.forward_path);
      for (const std::string& parameter : recipient.parameters) note(parameter);
    }
    note(message.content);
  }

  void be_asked(const receiver::Action& action) {
    asked_ = action;
    pieces_to_come_ = late_;
    if (late_ == 0) answer();
  }
  void answer() {
    const receiver::Action asked = *std::exchange(asked_, std::nullopt);
    const auto* step = std::get_if<receiver::SaslStep>(&asked);
    carry_out(step != nullptr ? receiver_.sasl(situation_.judge(*step))
                              : receiver_.stored(situation_.stored));
  }
  void carry_out(const receiver::Actions& actions) {
    for (const receiver::Action& action : actions) {
      if (const auto* send = std::get_if<receiver::Send>(&action)) {
        transcript_ += send->octets;
      } else if (const auto* store = std::get_if<receiver::Store>(&action)) {
        note(store->message);
        if (on_message != nullptr) on_message(store->message);
        be_asked(action);
      } else if (std::holds_alternative<receiver::SaslStep>(action)) {
        be_asked(action);
      } else if (std::holds_alternative<receiver::StartTls>(action) && on_tls_ == OnTls::goes_on) {
        carry_out(situation_.tls_fails ? receiver_.tls_failed() : receiver_.tls_started());
      } else if (!std::holds_alternative<receiver::Delay>(action)) {
        over_ = true;  // TLS, closing and swapped roles: what follows depends on when it was sent
      }
    }
  }
};

}  // namespace smtpspec::fuzz
