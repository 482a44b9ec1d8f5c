#include "tests/capture/reassembled.hpp"

#include <gtest/gtest.h>
#include <tins/ip.h>
#include <tins/rawpdu.h>
#include <tins/sniffer.h>
#include <tins/tcp.h>

#include <map>

namespace smtpspec::tests {
namespace {

using Tins::TCP;

struct Seen {
  Stream stream;
  std::map<std::uint16_t, std::uint32_t> next;  // sequence number, by the port of the sender
};

void expect_right_checksums(const Tins::IP& ip) {
  auto again = ip;
  const auto checksum = ip.rfind_pdu<TCP>().checksum();
  again.serialize();
  EXPECT_EQ(again.checksum(), ip.checksum());
  EXPECT_EQ(again.rfind_pdu<TCP>().checksum(), checksum);
}

}  // namespace

std::vector<Stream> reassembled(const std::string& file) {
  std::vector<Seen> streams;
  std::map<std::string, std::size_t> places;
  Tins::Timestamp::seconds_type last{};
  Tins::FileSniffer sniffer(file);
  for (const auto& packet : sniffer) {
    const auto& ip = packet.pdu()->rfind_pdu<Tins::IP>();
    const auto& tcp = ip.rfind_pdu<TCP>();
    expect_right_checksums(ip);
    EXPECT_GE(packet.timestamp().seconds(), last);
    last = packet.timestamp().seconds();
    const bool from_client = tcp.dport() == 25;
    const auto client = (from_client ? ip.src_addr() : ip.dst_addr()).to_string() + ":" +
                        std::to_string(from_client ? tcp.sport() : tcp.dport());
    if (tcp.flags() == TCP::SYN) {
      places[client] = streams.size();
      streams.emplace_back();
    }
    Seen& seen = streams.at(places.at(client));
    auto& next = seen.next[tcp.sport()];
    EXPECT_EQ(tcp.seq(), next) << client;
    if (tcp.get_flag(TCP::ACK)) {
      EXPECT_EQ(tcp.ack_seq(), seen.next[tcp.dport()]) << client;
    }
    if (const auto* octets = tcp.find_pdu<Tins::RawPDU>()) {
      const auto& payload = octets->payload();
      (from_client ? seen.stream.client : seen.stream.server).append(payload.begin(), payload.end());
      next += static_cast<std::uint32_t>(payload.size());
    }
    if (tcp.get_flag(TCP::SYN) || tcp.get_flag(TCP::FIN)) ++next;
    if (tcp.get_flag(TCP::FIN)) seen.stream.last_flags = "F";
    if (tcp.get_flag(TCP::RST)) seen.stream.last_flags = "R";
  }
  std::vector<Stream> out;
  for (Seen& seen : streams) out.push_back(std::move(seen.stream));
  return out;
}

}  // namespace smtpspec::tests
