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
  Kept kept("sink", true, 100);
  EXPECT_EQ(kept.keep(message_of(101)), StoreResult::try_later);
  EXPECT_THAT(kept.messages(), IsEmpty());
  EXPECT_EQ(kept.keep(message_of(99)), StoreResult::kept);
  EXPECT_EQ(kept.keep(message_of(2)), StoreResult::try_later);
  EXPECT_EQ(kept.keep(message_of(1)), StoreResult::kept);
  EXPECT_THAT(kept.messages(), SizeIs(2));
}

}  // namespace
}  // namespace smtpspec::delivery
