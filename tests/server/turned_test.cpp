#include "reference/server/turned.hpp"

#include <gtest/gtest.h>

namespace smtpspec::server {
namespace {

TEST(TurnedSender, SaysHeloAndQuit) {
  TurnedSender sender("mail.example.test");
  EXPECT_EQ(sender.feed("220-client.test\r\n220"), "");
  EXPECT_EQ(sender.feed(" ready\r\n"), "HELO mail.example.test\r\n");
  EXPECT_EQ(sender.feed("250 hi\r\n"), "QUIT\r\n");
  EXPECT_FALSE(sender.finished());
  EXPECT_EQ(sender.feed("221 bye\r\n"), "");
  EXPECT_TRUE(sender.finished());
}

TEST(TurnedSender, LeavesWhereItIsNotGreeted) {
  TurnedSender sender("mail.example.test");
  EXPECT_EQ(sender.feed("554 no\r\n"), "");
  EXPECT_TRUE(sender.finished());
}

}  // namespace
}  // namespace smtpspec::server
