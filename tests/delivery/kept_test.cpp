#include "harness/delivery/kept.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::delivery {
namespace {

using receiver::StoreResult;
using testing::IsEmpty;
using testing::SizeIs;

receiver::Message message_of(std::size_t octets) {
  receiver::Message message;
  message.reverse_path = "carol@client.test";
  message.recipients.push_back({.forward_path = "alice@example.test"});
  message.content.assign(octets, 'x');
  return message;
}

TEST(Kept, GivesWhatItWasGiven) {
  Kept kept("store");
  EXPECT_EQ(kept.keep(message_of(3)), StoreResult::kept);
  const auto messages = kept.messages();
  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_EQ(messages[0].from, "carol@client.test");
  EXPECT_THAT(messages[0].to, testing::ElementsAre("alice@example.test"));
  EXPECT_EQ(messages[0].octets, "xxx");
  EXPECT_EQ(messages[0].source, "store");
  EXPECT_FALSE(messages[0].relayed);
}

TEST(Kept, OfASinkIsAllRelayed) {
  Kept kept("sink", true);
  EXPECT_EQ(kept.keep(message_of(3)), StoreResult::kept);
  EXPECT_TRUE(kept.messages().at(0).relayed);
}

TEST(Kept, AsksToTryLaterWhereItWouldHoldTooMuch) {
  Kept kept("sink", true, 10'000);
  EXPECT_EQ(kept.keep(message_of(10'000)), StoreResult::try_later);
  EXPECT_THAT(kept.messages(), IsEmpty());
  EXPECT_EQ(kept.keep(message_of(9'000)), StoreResult::kept);
  EXPECT_EQ(kept.keep(message_of(1'000)), StoreResult::try_later);
  EXPECT_EQ(kept.keep(message_of(1)), StoreResult::kept);
  EXPECT_THAT(kept.messages(), SizeIs(2));
}

TEST(Kept, HoldsNoEndOfEmptyMessagesEither) {
  Kept kept("sink", true, 10'000);
  std::size_t taken = 0;
  while (kept.keep(message_of(0)) == StoreResult::kept) ASSERT_LT(++taken, 1'000U);
  EXPECT_GT(taken, 0U);
}

}  // namespace
}  // namespace smtpspec::delivery
