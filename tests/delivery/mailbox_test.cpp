#include "harness/delivery/mailbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace smtpspec::delivery {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Mailboxes : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(::testing::TempDir()) / ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void write(const std::string& name, const std::string& text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }
  fs::path root_;
};

TEST_F(Mailboxes, MaildirShowsWhatIsDeliveredAndNotWhatIsBeingWritten) {
  const Mailbox box(root_);
  write("new/1", "Subject: a\n\nx\n");
  write("tmp/2", "Subject: b\n");
  write("dovecot.index.cache", "Subject: a");
  const auto found = box.read();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].octets, "Subject: a\r\n\r\nx\r\n");
  EXPECT_TRUE(found[0].lines_only);
  EXPECT_FALSE(found[0].envelope);
  EXPECT_EQ(found[0].source, "1");
}

TEST_F(Mailboxes, FolderOfMaildirsAndMboxesIsRead) {
  const Mailbox box(root_);
  write("alice/new/1", "Subject: a\n");
  write("bob", "From x@y.test Tue Nov 24 11:00:00 2026\nSubject: b\n\n1\n\nFrom z Tue\nSubject: c\n\n2\n\n");
  EXPECT_EQ(box.read().size(), 3U);
}

TEST_F(Mailboxes, WhatLayThereBeforeDidNotArrive) {
  write("alice/new/1", "Subject: a\n");
  write("bob", "From x\nSubject: b\n\n1\n\n");
  const Mailbox box(root_);
  fs::create_directories(root_ / "alice/cur");
  fs::rename(root_ / "alice/new/1", root_ / "alice/cur/1:2,S");
  write("alice/new/2", "Subject: c\n");
  std::ofstream(root_ / "bob", std::ios::app) << "From y\nSubject: d\n\n2\n\n";
  std::vector<std::string> subjects;
  for (const DeliveredMessage& one : box.read()) subjects.push_back(one.octets.substr(0, 10));
  EXPECT_THAT(subjects, UnorderedElementsAre("Subject: c", "Subject: d"));
}

TEST_F(Mailboxes, WhatIsNotThereHoldsNothing) { EXPECT_THAT(Mailbox(root_ / "absent").read(), IsEmpty()); }

TEST(Mbox, IsSplitAtFromLinesBehindAnEmptyLineOnly) {
  EXPECT_THAT(split_mbox("From a\nS: 1\n\nhello\nFrom here on\n\nFrom b\nS: 2\n\n>From me\n>>From me\n\n"),
              ElementsAre("S: 1\n\nhello\nFrom here on\n", "S: 2\n\nFrom me\n>From me\n"));
}

TEST(Mbox, WithoutAFromLineItHoldsNothing) { EXPECT_THAT(split_mbox("Subject: x\n"), IsEmpty()); }

TEST(WithCrlf, LeavesCrlfAlone) { EXPECT_EQ(with_crlf("a\nb\r\n\n\rc"), "a\r\nb\r\n\r\n\rc"); }

}  // namespace
}  // namespace smtpspec::delivery
