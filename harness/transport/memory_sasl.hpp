#pragma once

#include "harness/player/player.hpp"
#include "reference/receiver/receiver.hpp"
#include "reference/receiver/site.hpp"

#include <memory>
#include <string>
#include <vector>

/// SASL without arithmetic, for plays in memory: PLAIN and LOGIN as they are; in CRAM-MD5 and SCRAM the
/// password itself stands where a digest would, against a fixed challenge.
namespace smtpspec::transport {

/// The server's half: one exchange after the other.
class MemorySasl {
 public:
  receiver::SaslResult step(const receiver::SaslStep& step, const receiver::Site& site);

 private:
  std::vector<std::string> given_;  // the responses of this exchange
};

/// The client's half; nothing for any other mechanism.
std::unique_ptr<player::SaslClient> memory_sasl_client(const std::string& mechanism, const std::string& user,
                                                       const std::string& password);

}  // namespace smtpspec::transport
