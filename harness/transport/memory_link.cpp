#include "harness/transport/memory_link.hpp"

#include "harness/delivery/model.hpp"
#include "harness/player/overloaded.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace smtpspec::transport {
namespace {

using player::Event;
using player::Millis;
using player::Overloaded;

}  // namespace

MemoryLink::MemoryLink(const MemoryTarget& target, const Millis& now, std::size_t& replies)
    : target_(target),
      now_(now),
      replies_(replies),
      model_(target.site, target.behaviour) {}

void MemoryLink::connect(bool tls) {
  tell(player::Connected{.tls = tls});
  carry_out(model_.open(tls));
}

void MemoryLink::read(std::string_view octets) {
  if (gone_) return;
  stream_.client += octets;
  if (std::exchange(expects_tls_, false)) carry_out(model_.tls_failed());  // no TLS record
  if (sends_commands_) return read_replies(octets);
  if (!target_.octet_by_octet) return carry_out(model_.feed(octets));
  for (std::size_t i = 0; i < octets.size(); ++i) carry_out(model_.feed(octets.substr(i, 1)));
}

void MemoryLink::handshake() {
  if (!std::exchange(expects_tls_, false)) {
    tell(player::TlsFailed{"the server does not expect TLS here"});
    return;
  }
  if (target_.interference.what == Interference::What::fails_handshake) {
    tell(player::TlsFailed{"the handshake fails"});
    return carry_out(model_.tls_failed());
  }
  tell(player::TlsStarted{"in memory"});
  carry_out(model_.tls_started());
}

void MemoryLink::shut(language::Shut::How how) {
  if (how == language::Shut::How::half) {
    if (target_.interference.what == Interference::What::ends_at_close) read("\r\n.\r\n");
    tell(player::PeerClosed{});
  }
  gone_ = true;
}

void MemoryLink::expire() {
  if (!gone_) carry_out(model_.expired());
}

void MemoryLink::tell(Event event) {
  if (gone_) return;
  Millis at = now_ + delay_;
  if (!inbox_.empty()) at = std::max(at, inbox_.back().at);
  inbox_.push_back({at, std::move(event)});
}

void MemoryLink::carry_out(receiver::Actions actions) {
  // An answer to a barrier brings more actions: a queue rather than recursion.
  std::deque<receiver::Action> queue(std::make_move_iterator(actions.begin()),
                                     std::make_move_iterator(actions.end()));
  const auto then = [&queue](receiver::Actions more) {
    queue.insert(queue.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  delay_ = Millis{0};
  while (!queue.empty() && !gone_) {
    const receiver::Action action = std::move(queue.front());
    queue.pop_front();
    std::visit(
        Overloaded{
            [&](const receiver::Send& send) { say(send.octets); },
            [&](const receiver::Delay& delay) { delay_ += delay.time; },
            [&](const receiver::StartTls&) { expects_tls_ = true; },
            [&](const receiver::Close& close) {
              tell(player::PeerClosed{.reset = close.reset});
              gone_ = true;
            },
            [&](const receiver::Store& store) {
              const auto result =
                  messages_.size() < target_.kept_before ? receiver::StoreResult::kept : target_.store;
              if (result == receiver::StoreResult::kept) keep(store.message);
              then(model_.stored(result));
            },
            [&](const receiver::SaslStep& step) { then(model_.sasl(sasl_.step(step, *target_.site))); },
            [&](const receiver::SwapRoles&) { sends_commands_ = true; },
        },
        action);
  }
}

void MemoryLink::keep(const receiver::Message& message) {
  for (auto& one : struck(target_.interference, delivery::taken_by_model(message, "memory")))
    messages_.push_back(std::move(one));
}

void MemoryLink::say(const std::string& octets) {
  stream_.server += octets;
  if (!target_.interference.is_about_replies()) return tell(player::Received{octets});
  reader_.feed(octets);
  while (const auto reply = reader_.next()) {
    if (replies_++ != target_.interference.reply) {
      tell(player::Received{reply->octets});
    } else if (auto struck_octets = struck(target_.interference, *reply)) {
      if (!struck_octets->empty()) tell(player::Received{*std::move(struck_octets)});
    } else {
      tell(player::PeerClosed{});
      gone_ = true;
    }
  }
}

// After TURN the model's host is the sender (RFC 821 §3.8): it greets, has no mail, and leaves.
void MemoryLink::read_replies(std::string_view replies) {
  static constexpr std::string_view kCommands[] = {"HELO mail.example.test\r\n", "QUIT\r\n"};
  for (auto lines = std::count(replies.begin(), replies.end(), '\n'); lines > 0; --lines) {
    if (commands_sent_ < std::size(kCommands)) {
      tell(player::Received{std::string(kCommands[commands_sent_++])});
    } else {
      tell(player::PeerClosed{});
      gone_ = true;
    }
  }
}

}  // namespace smtpspec::transport
