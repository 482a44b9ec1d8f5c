#pragma once

#include "fuzz/support/require.hpp"
#include "fuzz/support/site_of.hpp"
#include "fuzz/support/world.hpp"
#include "reference/receiver/receiver.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::fuzz {

inline constexpr std::string_view kDate = "Tue, 1 Apr 2025 09:30:00 +0200";
inline constexpr std::string_view kClientAddress = "192.0.2.1";

/// A receiver and its host, who decides by what was sent, so that an input can choose, and notes what it was
/// asked.
class HostedReceiver {
 public:
  HostedReceiver(const World& world, std::shared_ptr<const receiver::Site> site)
      : receiver_(std::move(site)),
        tls_fails_(world.tls_fails) {
    receiver_.set_circumstances({.client_address = std::string(kClientAddress), .date = std::string(kDate)});
    carry_out(receiver_.open(world.tls_at_once));
  }

  void feed(std::string_view octets) { carry_out(receiver_.feed(octets)); }
  void shut_down() { carry_out(receiver_.shut_down()); }
  /// The client says nothing any more.
  void expire() { carry_out(receiver_.expired()); }
  const receiver::Session& session() const { return receiver_.session(); }

  std::string replies = {};
  std::vector<receiver::SaslStep> steps = {};    ///< that it was asked for
  std::optional<receiver::Message> stored = {};  ///< a message that it was given
  bool over = false;                             ///< the connection is closed
  bool plain = true;                             ///< TLS was not asked for

  /// Of a message with this content: whether it is kept, by the class of the reply that says so.
  static char judge(std::string_view content) {
    return content.starts_with('!') ? '4' : content.starts_with('?') ? '5' : '2';
  }
  /// Of a response, and where it is the turn of the server.
  static receiver::SaslResult judge(const std::optional<std::string>& response) {
    using enum receiver::SaslResult::Kind;
    if (!response) return {.kind = challenge, .text = "Password:"};
    if (response->starts_with('?')) return {.kind = challenge, .text = response->substr(0, 40)};
    if (*response == "no") return {.kind = failure};
    if (*response == "malformed") return {.kind = malformed};
    if (*response == "unknown") return {.kind = unknown_mechanism};
    return {.kind = success, .text = *response};
  }

 private:
  receiver::Receiver receiver_;
  bool tls_fails_;

  void carry_out(const receiver::Actions& actions) {
    for (const receiver::Action& action : actions) {
      require(!over, "nothing is done behind the end");
      if (const auto* send = std::get_if<receiver::Send>(&action)) {
        replies += send->octets;
      } else if (const auto* store = std::get_if<receiver::Store>(&action)) {
        require(!stored, "a message is stored once");
        stored = store->message;
        carry_out(receiver_.stored(result_for(store->message.content)));
      } else if (const auto* step = std::get_if<receiver::SaslStep>(&action)) {
        steps.push_back(*step);
        carry_out(receiver_.sasl(judge(step->response)));
      } else if (std::holds_alternative<receiver::StartTls>(action)) {
        plain = false;
        carry_out(tls_fails_ ? receiver_.tls_failed() : receiver_.tls_started());
      } else {
        over = true;
      }
    }
  }

  /// Behind the trace fields, which end in the date; a sender may have it in a quoted string.
  static receiver::StoreResult result_for(std::string_view content) {
    using enum receiver::StoreResult;
    const std::string end = std::string(kDate) + "\r\n";
    const std::size_t date = content.find(end);
    require(date != std::string_view::npos, "a Received field ends in the date");
    const char digit = judge(content.substr(date + end.size()));
    return digit == '2' ? kept : digit == '4' ? try_later : refused;
  }
};

}  // namespace smtpspec::fuzz
