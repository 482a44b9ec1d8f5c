#pragma once

#include "reference/receiver/faults.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::receiver::test {

/// One dialogue with a receiver: what the client writes, and how the host answers barriers.
struct Dialogue {
  std::string name;
  std::vector<std::string> writes;
  Site site = {};
  bool tls = false;        ///< implicit TLS
  bool tls_fails = false;  ///< a handshake behind STARTTLS fails
  StoreResult stored = StoreResult::kept;
  bool expires = false;     ///< in the end the client is silent
  bool shuts_down = false;  ///< in the end the host is shut down
};

/// The writes may be cut in pieces of this many octets; 0: not cut.
std::string play(const Dialogue& dialogue, const Behaviour& behaviour = {}, std::size_t piece = 0);
struct Played {
  std::string trace;  ///< every action, readable
  DecisionSet consulted;
};
/// Hears what goes over the wire.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void sent(std::string_view octets) = 0;
  virtual void received(std::string_view octets) = 0;
  virtual void tls_started() = 0;
  virtual void closed() = 0;
};
Played play_and_ask(const Dialogue& dialogue, const Behaviour& behaviour = {}, std::size_t piece = 0,
                    Listener* listener = nullptr);

/// Every kind of dialogue that the receiver has decisions about.
const std::vector<Dialogue>& corpus();
/// Greeting, EHLO, one message, QUIT.
const Dialogue& control();

Behaviour mutated(std::string_view name);

}  // namespace smtpspec::receiver::test
