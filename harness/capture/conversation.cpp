#include "harness/capture/conversation.hpp"

#include <tins/ip.h>
#include <tins/rawpdu.h>
#include <tins/tcp.h>

#include <algorithm>

namespace smtpspec::capture {
namespace {

using Link = player::Entry::Link;
using Tins::TCP;

constexpr std::size_t kSegment = 1460;
constexpr std::uint16_t kSmtp = 25;                 // whatever the target's port: readers know it for SMTP
constexpr std::uint32_t kServer = 0xC6120001;       // 198.18.0.1: RFC 2544 keeps 198.18.0.0/15 for tests
constexpr std::uint32_t kFirstClient = 0xC6130001;  // 198.19.0.1
constexpr std::uint32_t kFirstPort = 1024, kPorts = 65536 - kFirstPort, kClients = 254;

struct Numbers {
  std::uint32_t sequence, acknowledged;
};

template <class Side>
std::string packet(const Side& from, const Side& to, std::uint16_t flags, Numbers numbers,
                   std::string_view octets = {}) {
  TCP tcp(to.port, from.port);
  tcp.flags(flags);
  tcp.seq(numbers.sequence);
  tcp.ack_seq(numbers.acknowledged);
  tcp.window(0xffff);
  // libtins keeps an address in network order
  Tins::IP ip(Tins::IPv4Address(__builtin_bswap32(to.address)),
              Tins::IPv4Address(__builtin_bswap32(from.address)));
  ip.ttl(64);
  ip.flags(Tins::IP::DONT_FRAGMENT);
  ip /= tcp;
  if (!octets.empty())
    ip /= Tins::RawPDU(reinterpret_cast<const std::uint8_t*>(octets.data()),
                       static_cast<std::uint32_t>(octets.size()));
  const auto serialized = ip.serialize();
  return {serialized.begin(), serialized.end()};
}

}  // namespace

Conversation::Conversation(std::uint32_t number)
    : client_{.address = kFirstClient + number / kPorts % kClients,
              .port = static_cast<std::uint16_t>(kFirstPort + number % kPorts)},
      server_{.address = kServer, .port = kSmtp} {}

void Conversation::add(const player::Entry& entry, const Emit& emit) {
  if (entry.kind == player::Entry::Kind::sent) return say(client_, server_, entry.octets, emit);
  if (entry.kind == player::Entry::Kind::received) return say(server_, client_, entry.octets, emit);
  switch (entry.link) {
    case Link::same:
      return;
    case Link::connected:
      return connect(emit);
    case Link::not_connected:
      return emit(packet(client_, server_, TCP::SYN, {client_.next, 0}));
    case Link::closed_by_peer:
      return finish(server_, client_, emit);
    case Link::reset_by_peer:
      return reset(server_, client_, emit);
    case Link::half_closed:
    case Link::closed:
      return finish(client_, server_, emit);
    case Link::reset:
      return reset(client_, server_, emit);
  }
}

void Conversation::end(const Emit& emit) { finish(client_, server_, emit); }

void Conversation::connect(const Emit& emit) {
  emit(packet(client_, server_, TCP::SYN, {client_.next++, 0}));
  emit(packet(server_, client_, TCP::SYN | TCP::ACK, {server_.next++, client_.next}));
  emit(packet(client_, server_, TCP::ACK, {client_.next, server_.next}));
  is_open_ = true;
}

void Conversation::say(Side& from, Side& to, std::string_view octets, const Emit& emit) {
  if (!is_open_ || from.finished) return;
  while (!octets.empty()) {
    const std::string_view segment = octets.substr(0, kSegment);
    octets.remove_prefix(segment.size());
    emit(packet(from, to, TCP::PSH | TCP::ACK, {from.next, to.next}, segment));
    from.next += static_cast<std::uint32_t>(segment.size());
    emit(packet(to, from, TCP::ACK, {to.next, from.next}));
  }
}

void Conversation::finish(Side& from, Side& to, const Emit& emit) {
  if (!is_open_ || from.finished) return;
  emit(packet(from, to, TCP::FIN | TCP::ACK, {from.next++, to.next}));
  emit(packet(to, from, TCP::ACK, {to.next, from.next}));
  from.finished = true;
  is_open_ = !to.finished;
}

void Conversation::reset(Side& from, Side& to, const Emit& emit) {
  if (!is_open_) return;
  emit(packet(from, to, TCP::RST | TCP::ACK, {from.next, to.next}));
  is_open_ = false;
}

}  // namespace smtpspec::capture
