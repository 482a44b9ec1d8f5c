#include "reference/receiver/receiver.hpp"
#include "tests/support/allocations.hpp"

namespace smtpspec::receiver {
namespace {

std::size_t allocations_of(Receiver& receiver, std::string_view octets) {
  const std::size_t before = smtpspec::test::allocations();
  { const Actions actions = receiver.feed(octets); }
  return smtpspec::test::allocations() - before;
}

/// What is handed out is allocated: the list of actions, the octets of the reply. Nothing else.
TEST(ReceiverAllocations, AreThoseOfTheReplyOnly) {
  constexpr std::size_t kListAndReply = 2;
  Receiver receiver(std::make_shared<Site>());
  receiver.open();
  receiver.feed("EHLO client.test\r\n");
  for (int warm = 0; warm < 3; ++warm) receiver.feed("NOOP\r\nRSET\r\nMAIL FROM:<a@client.test>\r\nRSET\r\n");
  EXPECT_LE(allocations_of(receiver, "NOOP\r\n"), kListAndReply);
  EXPECT_LE(allocations_of(receiver, "RSET\r\n"), kListAndReply);
  EXPECT_LE(allocations_of(receiver, "XYZZY\r\n"), kListAndReply);
  EXPECT_EQ(allocations_of(receiver, "NO"), 0u);
}

TEST(ReceiverAllocations, DoNotGrowWithTheNumberOfCommands) {
  Receiver receiver(std::make_shared<Site>());
  receiver.open();
  receiver.feed("EHLO client.test\r\n");
  const std::string transaction = "MAIL FROM:<a@client.test>\r\nRCPT TO:<alice@example.test>\r\nRSET\r\n";
  allocations_of(receiver, transaction);
  const std::size_t first = allocations_of(receiver, transaction);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(allocations_of(receiver, transaction), first);
}

}  // namespace
}  // namespace smtpspec::receiver
