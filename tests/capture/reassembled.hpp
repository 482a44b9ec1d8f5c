#pragma once

#include <string>
#include <vector>

namespace smtpspec::tests {

/// A TCP stream as libpcap and libtins read it out of a capture.
struct Stream {
  std::string client, server;  ///< the octets each side sent
  std::string last_flags;      ///< of the last packet: "F", "R" or ""
};
/// In the order in which they begin. A packet with a wrong checksum, or out of order, fails the test.
std::vector<Stream> reassembled(const std::string& file);

}  // namespace smtpspec::tests
