// Every input is answered once, as an obvious model of mail transactions says; what is stored is what was
// sent.
#include "fuzz/support/conversation.hpp"
#include "fuzz/support/choices.hpp"

namespace {

using namespace smtpspec::fuzz;

// Small limits, so that an input can reach them.
const World kWorld{.local_domain = "example.test",
                   .relay_domain = "relay.test",
                   .users = {"alice", "bob", "postmaster"},
                   .max_size = 100,
                   .max_recipients = 3};

World of_lmtp(World world) {
  world.lmtp = true;
  return world;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static const World worlds[] = {kWorld, of_lmtp(kWorld)};
  static const std::shared_ptr<const smtpspec::receiver::Site> sites[] = {site_of(worlds[0]),
                                                                          site_of(worlds[1])};
  Choices choices(octets, size);
  const std::size_t which = choices.number(std::size(worlds));
  Conversation(worlds[which], sites[which]).play(choices.rest());
  return 0;
}
