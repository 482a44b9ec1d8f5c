// Every input is answered once, as an obvious model of mail transactions says; what is stored is what was
// sent.
#include "fuzz/support/conversation.hpp"

#include "fuzz/support/choices.hpp"
#include "fuzz/support/told.hpp"

namespace {

using namespace smtpspec::fuzz;

// Small limits, so that an input can reach them.
const World kWorld{.host = "mail.example.test",
                   .local_domain = "example.test",
                   .relay_domain = "relay.test",
                   .own_literal = "[127.0.0.1]",
                   .users = {"alice", "bob", "postmaster"},
                   .full = {"full"},
                   .moved = {{"moved", "alice@elsewhere.test"}},
                   .lists = {{"staff", {"alice", "carol@elsewhere.test"}}},
                   .keywords = {"PIPELINING", "SIZE", "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8",
                                "CHUNKING", "BINARYMIME", "DSN", "STARTTLS", "AUTH", "HELP", "EXPN", "VRFY"},
                   .mechanisms = {"PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"},
                   .max_size = 100,
                   .max_recipients = 3,
                   .max_hops = 2};

// What makes a world another.
constexpr void (*kWorlds[])(World&) = {
    [](World&) {},
    [](World& world) { world.lmtp = true; },
    [](World& world) { world.tls_required = true; },
    [](World& world) { world.auth_required = world.auth_needs_tls = true; },
    [](World& world) { world.refuses_sessions = true; },
    [](World& world) { world.max_size = 0; },
    [](World& world) {
      world.keywords = {"SIZE", "8BITMIME", "AUTH"};
    },
    [](World& world) { world.keywords = {}; },
    [](World& world) { world.tls_fails = true; },
    [](World& world) { world.tls_at_once = true; },
    [](World& world) { world.tls_at_once = world.lmtp = true; },
    [](World& world) { world.takes_everybody = true; },
};

struct Place {
  World world = kWorld;
  std::shared_ptr<const smtpspec::receiver::Site> site;
  explicit Place(void (*set)(World&)) {
    set(world);
    site = site_of(world);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static const std::vector<Place> places(std::begin(kWorlds), std::end(kWorlds));
  Choices choices(octets, size);
  const Place& place = places[choices.number(places.size())];
  if (is_to_be_told()) {
    tell_receiver(*place.site, {});
    if (place.world.tls_at_once) tell_without("TLS from the first octet");
    if (place.world.tls_fails) tell_without("a TLS handshake that fails");
  }
  Conversation(place.world, place.site).play(choices.rest());
  return 0;
}
