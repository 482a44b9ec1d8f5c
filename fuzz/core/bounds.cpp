// Whatever a client sends, and however much, what the receiver keeps is bounded by the limits of its site,
// and is no more for what is said again and again.
#include "fuzz/support/choices.hpp"
#include "fuzz/support/client.hpp"
#include "fuzz/support/first_lines.hpp"
#include "fuzz/support/kept.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/words.hpp"
#include "reference/syntax/framing.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace smtpspec;

constexpr std::size_t kSize = 100, kRecipients = 2;
constexpr std::size_t kLine = 2048;  // the longest command line that is taken
/// The line under way, or else of an exchange; and what lines may leave behind: EHLO, MAIL, each RCPT (its
/// path and where it is relayed to, its parameters), and the command that waits for more.
constexpr std::size_t kMost = kSize + syntax::kAuthLineLimit + (3 + 3 * kRecipients) * kLine;
constexpr std::size_t kFlood = 2 * kMost;  // octets that are sent, about
constexpr std::size_t kBlock = 1024;  // and between two looks at what is kept, if a dialogue is no longer

/// Behind a chunk, which may be long, what is said again is read from another place.
bool has_chunks(std::string_view once, std::string_view again) {
  const std::string lines = "\n" + std::string(once).append(again).append(again);
  return fuzz::upper(lines).find("\nBDAT ") != std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static const fuzz::Client ready(receiver::Site{.max_size = kSize, .max_recipients = kRecipients});
  static const std::size_t nothing_said = fuzz::kept(ready.receiver);
  fuzz::Choices choices(octets, size);
  const std::size_t doublings = choices.number(16), lines = choices.number(64);
  const std::string_view once = fuzz::first_lines(choices.rest(), lines);
  const std::string_view again = choices.rest().substr(once.size());
  const std::size_t flood = std::min(kFlood, again.size() << doublings);
  std::string block;
  while (block.size() < std::min(kBlock, flood)) block += again;

  const bool chunks = has_chunks(once, again);
  fuzz::Client client = ready;
  client.send(once);
  std::size_t first_half = 0;  // keeps so much at the most
  for (std::size_t sent = 0; sent < flood; sent += block.size()) {
    client.send(block);
    client.forget();
    const std::size_t now = fuzz::kept(client.receiver);
    fuzz::require(now <= nothing_said + kMost, "no more is kept than the site allows");
    if (sent < kFlood / 2) first_half = std::max(first_half, now);
    fuzz::require(now <= first_half || chunks, "no more is kept for saying it again");
  }
  return 0;
}
