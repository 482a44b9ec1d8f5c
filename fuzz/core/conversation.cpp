// Every input is answered once, as an obvious model of mail transactions says; what is stored is what was
// sent.
#include "fuzz/support/conversation.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  // Small limits, so that an input can reach them.
  static const smtpspec::fuzz::World world{.local_domain = "example.test",
                                           .relay_domain = "relay.test",
                                           .users = {"alice", "bob", "postmaster"},
                                           .max_size = 100,
                                           .max_recipients = 3};
  smtpspec::fuzz::Conversation(world).play({reinterpret_cast<const char*>(octets), size});
  return 0;
}
