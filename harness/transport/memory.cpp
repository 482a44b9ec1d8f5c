#include "harness/transport/memory.hpp"

#include "harness/player/overloaded.hpp"
#include "harness/transport/memory_link.hpp"
#include "harness/transport/memory_sasl.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <utility>

namespace smtpspec::transport {
namespace {

using player::Act;
using player::Acts;
using player::Event;
using player::Millis;
using player::Overloaded;

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
    for (MemoryLink& link : links_) {
      out.consulted |= link.consulted();
      out.streams.push_back(std::move(link.stream()));
      std::move(link.messages().begin(), link.messages().end(), std::back_inserter(out.messages));
    }
    return out;
  }

 private:
  player::Play play_;
  const MemoryTarget& target_;
  bool implicit_tls_;
  std::deque<MemoryLink> links_;
  Millis now_{0};
  Millis last_act_{0};
  std::size_t replies_ = 0;

  MemoryLink& link(int index) { return links_.at(static_cast<std::size_t>(index)); }

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
    for (MemoryLink& link : links_) {
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
    for (MemoryLink& link : links_) link.expire();
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
                   {"own-literal", "[127.0.0.1]"},
                   {"user", "alice"},
                   {"password", "secret"}};
  out.abilities = {"relay",          "foreign",       "unknown-user-check", "observe",
                   "observe-octets", "auth-in-plain", "tls-works"};
  out.sasl = memory_sasl_client;
  return out;
}

}  // namespace smtpspec::transport
