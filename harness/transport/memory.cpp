#include "harness/transport/memory.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <utility>

#include "harness/delivery/model.hpp"
#include "harness/transport/memory_sasl.hpp"

namespace smtpspec::transport {
namespace {

using player::Act;
using player::Acts;
using player::Event;
using player::Millis;

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

/// An event for the player, and when it happens.
struct Due {
  Millis at;
  Event event;
};

/// The server's side of one connection: the model and its host.
class Link {
 public:
  /// `replies` counts those of all connections.
  Link(const MemoryTarget& target, const Millis& now, std::size_t& replies)
      : target_(target),
        now_(now),
        replies_(replies),
        model_(target.site, target.behaviour) {}

  void connect(bool tls) {
    tell(player::Connected{.tls = tls});
    carry_out(model_.open(tls));
  }

  void read(std::string_view octets) {
    if (gone_) return;
    if (std::exchange(expects_tls_, false)) carry_out(model_.tls_failed());  // no TLS record
    if (sends_commands_) return read_replies(octets);
    if (!target_.octet_by_octet) return carry_out(model_.feed(octets));
    for (std::size_t i = 0; i < octets.size(); ++i) carry_out(model_.feed(octets.substr(i, 1)));
  }

  void handshake() {
    if (!std::exchange(expects_tls_, false)) {
      tell(player::TlsFailed{"the server does not expect TLS here"});
      return;
    }
    tell(player::TlsStarted{"in memory"});
    carry_out(model_.tls_started());
  }

  void shut(language::Shut::How how) {
    if (how == language::Shut::How::half) {
      if (target_.interference.what == Interference::What::ends_at_close) read("\r\n.\r\n");
      tell(player::PeerClosed{});
    }
    gone_ = true;
  }

  void expire() {
    if (!gone_) carry_out(model_.expired());
  }

  std::deque<Due>& inbox() { return inbox_; }
  std::vector<delivery::DeliveredMessage>& messages() { return messages_; }
  receiver::DecisionSet consulted() const { return model_.consulted(); }

 private:
  const MemoryTarget& target_;
  const Millis& now_;
  std::size_t& replies_;
  reply::ReplyReader reader_;  // only where something interferes
  receiver::FaultyReceiver model_;
  MemorySasl sasl_;
  bool expects_tls_ = false;
  bool gone_ = false;
  bool sends_commands_ = false;
  std::size_t commands_sent_ = 0;
  Millis delay_{0};
  std::deque<Due> inbox_;
  std::vector<delivery::DeliveredMessage> messages_;

  void tell(Event event) {
    if (gone_) return;
    Millis at = now_ + delay_;
    if (!inbox_.empty()) at = std::max(at, inbox_.back().at);
    inbox_.push_back({at, std::move(event)});
  }

  void carry_out(receiver::Actions actions) {
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
                if (target_.store == receiver::StoreResult::kept) keep(store.message);
                then(model_.stored(target_.store));
              },
              [&](const receiver::SaslStep& step) { then(model_.sasl(sasl_.step(step, *target_.site))); },
              [&](const receiver::SwapRoles&) { sends_commands_ = true; },
          },
          action);
    }
  }

  void keep(const receiver::Message& message) {
    for (auto& one : struck(target_.interference, delivery::taken_by_model(message, "memory")))
      messages_.push_back(std::move(one));
  }

  void say(const std::string& octets) {
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
  void read_replies(std::string_view replies) {
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
};

class MemoryWorld {
 public:
  MemoryWorld(player::Play play, const MemoryTarget& target, bool implicit_tls)
      : play_(std::move(play)),
        target_(target),
        implicit_tls_(implicit_tls) {}

  MemoryPlay run() {
    carry_out(play_.begin(now_));
    while (!play_.finished()) {
      if (!deliver()) jump();
    }
    MemoryPlay out{.result = play_.take_result()};
    for (Link& link : links_) {
      out.consulted |= link.consulted();
      std::move(link.messages().begin(), link.messages().end(), std::back_inserter(out.messages));
    }
    return out;
  }

 private:
  player::Play play_;
  const MemoryTarget& target_;
  bool implicit_tls_;
  std::deque<Link> links_;
  Millis now_{0};
  Millis last_act_{0};
  std::size_t replies_ = 0;

  Link& link(int index) { return links_.at(static_cast<std::size_t>(index)); }

  void carry_out(const Acts& acts) {
    if (!acts.empty()) last_act_ = now_;
    for (std::size_t i = 0; i < acts.size(); ++i) {
      std::visit(Overloaded{
                     [&](const player::Connect&) {
                       links_.emplace_back(target_, now_, replies_);
                       links_.back().connect(implicit_tls_);
                     },
                     [&](const player::Write& write) { i += arrive_together(acts, i, write); },
                     [&](const player::HandshakeTls& handshake) { link(handshake.connection).handshake(); },
                     [&](const player::CloseConnection& close) { link(close.connection).shut(close.how); },
                 },
                 acts[i]);
    }
  }

  // Writes that follow each other at once are read at once, as a server finds them in its buffer. How many
  // more there were.
  std::size_t arrive_together(const Acts& acts, std::size_t first, const player::Write& write) {
    std::string octets = write.octets;
    std::size_t more = 0;
    while (!target_.octet_by_octet && first + more + 1 < acts.size()) {
      const auto* next = std::get_if<player::Write>(&acts[first + more + 1]);
      if (next == nullptr || next->connection != write.connection) break;
      octets += next->octets;
      ++more;
    }
    link(write.connection).read(octets);
    return more;
  }

  // One event that is due; false if there is none.
  bool deliver() {
    for (std::size_t i = 0; i < links_.size(); ++i) {
      auto& inbox = links_[i].inbox();
      if (inbox.empty() || inbox.front().at > now_) continue;
      const Event event = std::move(inbox.front().event);
      inbox.pop_front();
      carry_out(play_.on(static_cast<int>(i), event, now_));
      return true;
    }
    return false;
  }

  // Both sides are quiet: the clock goes to the earliest deadline of either, and to what comes late.
  void jump() {
    const Millis idle = last_act_ + Millis(target_.site->idle_ms);
    Millis next = idle;
    for (Link& link : links_) {
      if (!link.inbox().empty()) next = std::min(next, link.inbox().front().at);
    }
    const auto deadline = play_.deadline();
    if (deadline && *deadline <= next) {
      now_ = std::max(now_, *deadline);
      carry_out(play_.wake(now_));
      return;
    }
    now_ = next;
    if (now_ != idle) return;
    last_act_ = now_;
    for (Link& link : links_) link.expire();
  }
};

}  // namespace

MemoryPlay play_in_memory(const player::Case& c, const player::Circumstances& circumstances,
                          const language::Catalogue& catalogue, const MemoryTarget& target,
                          std::string token) {
  MemoryWorld world(player::Play(c, circumstances, catalogue, std::move(token)), target,
                    circumstances.implicit_tls);
  return world.run();
}

player::Circumstances reference_circumstances() {
  player::Circumstances out;
  out.variables = {{"client", "client.example.test"},
                   {"sender", "sender@client.example.test"},
                   {"recipient", "alice@example.test"},
                   {"second-recipient", "bob@example.test"},
                   {"unknown-recipient", "nobody@example.test"},
                   {"foreign-recipient", "someone@foreign.invalid"},
                   {"relay-recipient", "user@relay.test"},
                   {"moved-recipient", "moved@example.test"},
                   {"full-recipient", "full@example.test"},
                   {"list", "staff"},
                   {"user", "alice"},
                   {"password", "secret"}};
  out.abilities = {"relay",          "foreign",       "unknown-user-check", "observe",
                   "observe-octets", "auth-in-plain", "tls-works"};
  out.sasl = memory_sasl_client;
  return out;
}

}  // namespace smtpspec::transport
