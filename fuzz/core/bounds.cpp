// Whatever a client sends, and however much, what the receiver keeps is bounded by the limits of its site.
#include <algorithm>
#include <string>

#include "fuzz/support/allocated.hpp"
#include "fuzz/support/choices.hpp"
#include "fuzz/support/client.hpp"
#include "fuzz/support/first_lines.hpp"
#include "fuzz/support/require.hpp"
#include "reference/syntax/framing.hpp"

namespace {

using namespace smtpspec;

constexpr std::size_t kSize = 100, kRecipients = 2;
constexpr std::size_t kLine = 2048;  // the longest command line that is taken
/// The line under way, or else of an exchange; and what lines may leave behind: EHLO, MAIL, each RCPT (its
/// path and where it is relayed to, its parameters), and the command that waits for more.
constexpr std::size_t kMost = kSize + syntax::kAuthLineLimit + (3 + 3 * kRecipients) * kLine;
constexpr std::size_t kFlood = 2 * kMost;  // octets that are sent, about
constexpr std::size_t kBlock = 1024;  // and between two looks at what is kept, if a dialogue is no longer

fuzz::Client client_of_a_small_site() {
  receiver::Site site;
  site.max_size = kSize;
  site.max_recipients = kRecipients;
  return fuzz::Client(site);
}

/// A copy allocates what is kept, and no more.
std::size_t kept(const receiver::Receiver& receiver) {
  const std::size_t before = fuzz::allocated();
  const receiver::Receiver copy = receiver;
  return fuzz::allocated() - before;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static const fuzz::Client ready = client_of_a_small_site();
  static const std::size_t nothing_said = kept(ready.receiver);
  fuzz::Choices choices(octets, size);
  const std::size_t doublings = choices.number(16), lines = choices.number(64);
  const std::string_view once = fuzz::first_lines(choices.rest(), lines);
  const std::string_view again = choices.rest().substr(once.size());
  const std::size_t flood = std::min(kFlood, again.size() << doublings);
  std::string block;
  while (block.size() < std::min(kBlock, flood)) block += again;

  fuzz::Client client = ready;
  client.send(once);
  for (std::size_t sent = 0; sent < flood; sent += block.size()) {
    client.send(block);
    client.forget();
    fuzz::require(kept(client.receiver) <= nothing_said + kMost, "no more is kept than the site allows");
  }
  return 0;
}
