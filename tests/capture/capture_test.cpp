#include "harness/capture/capture.hpp"

#include "tests/capture/reassembled.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace smtpspec::tests {
namespace {

using capture::Capture;
using player::Entry;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

Entry event(Entry::Link link, const std::string& text) {
  return {.kind = Entry::Kind::event, .link = link, .text = text};
}
Entry connected() { return event(Entry::Link::connected, "connected: from port 40000"); }
Entry sent(const std::string& octets) { return {.kind = Entry::Kind::sent, .octets = octets}; }
Entry received(const std::string& octets) { return {.kind = Entry::Kind::received, .octets = octets}; }
Entry on(int connection, Entry entry) {
  entry.connection = connection;
  return entry;
}

class CaptureFile : public testing::Test {
 protected:
  const TemporaryFolder folder_;
  const std::string path_ = (folder_.path() / "run.pcapng").string();
  std::shared_ptr<Capture> capture_ = Capture::open(path_, "smtpspec 0").value();

  void play(const std::string& name, const std::vector<Entry>& entries) {
    const auto witness = capture_->witness(name);
    for (const Entry& entry : entries) witness->saw(entry);
  }
  std::vector<Stream> streams() {
    EXPECT_EQ(capture_->close(), "");
    return reassembled(path_);
  }
};

TEST_F(CaptureFile, HasADialogueOctetByOctet) {
  std::string all;
  for (int octet = 0; octet < 256; ++octet) all += static_cast<char>(octet);
  play("one", {connected(), received("220 x\r\n"), sent("DATA\r\n"), received(all), sent(all + ".\n")});
  const auto found = streams();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].client, "DATA\r\n" + all + ".\n");
  EXPECT_EQ(found[0].server, "220 x\r\n" + all);
  EXPECT_EQ(found[0].last_flags, "F") << "the play was over";
}

TEST_F(CaptureFile, CutsWhatIsLongerThanASegment) {
  const std::string megabyte(1 << 20, 'x');
  play("one", {connected(), sent(megabyte), received(megabyte)});
  const auto found = streams();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].client, megabyte);
  EXPECT_EQ(found[0].server, megabyte);
}

TEST_F(CaptureFile, HasAStreamAConnectionAlsoWhereTheyInterleave) {
  play("two", {on(0, connected()), on(1, connected()), on(0, sent("NOOP\r\n")), on(1, sent("RSET\r\n")),
               on(0, received("250 a\r\n")), on(1, event(Entry::Link::reset_by_peer, "reset")),
               on(1, sent("lost\r\n"))});
  const auto found = streams();
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].client, "NOOP\r\n");
  EXPECT_EQ(found[0].server, "250 a\r\n");
  EXPECT_EQ(found[1].client, "RSET\r\n");
  EXPECT_EQ(found[1].last_flags, "R");
}

TEST_F(CaptureFile, AServerMayGoOnAfterAHalfClose) {
  play("half", {connected(), event(Entry::Link::half_closed, "half-closed by us"), received("250 ok\r\n"),
                event(Entry::Link::closed_by_peer, "closed"), event(Entry::Link::closed, "closed by us")});
  const auto found = streams();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].server, "250 ok\r\n");
}

TEST_F(CaptureFile, IsReadByTcpdumpWithoutAComplaint) {
  play("one", {connected(), received("220 x\r\n"), sent("QUIT\r\n"), received("221 bye\r\n")});
  play("two", {event(Entry::Link::not_connected, "not connected: Connection refused")});
  EXPECT_EQ(capture_->close(), "");
  const Ran ran = run_shell("tcpdump -nvvA -r " + quoted(path_));
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("221 bye"), HasSubstr("correct"), Not(HasSubstr("incorrect"))));
  EXPECT_THAT(ran.err, AllOf(HasSubstr("reading from file"), HasSubstr("link-type RAW"),
                             Not(HasSubstr("truncated")), Not(HasSubstr("warning"))));
}

TEST_F(CaptureFile, NamesThePlayAndWhatNoPacketShows) {
  Entry inside = sent("EHLO x\r\n");
  inside.in_tls = true;
  play("rset-forgets-sender", {connected(), event(Entry::Link::same, "TLS started: TLSv1.3 \x80"), inside});
  EXPECT_EQ(capture_->close(), "");
  const std::string octets = run_shell("cat " + quoted(path_)).out;
  EXPECT_THAT(octets, AllOf(HasSubstr("rset-forgets-sender; connected: from port 40000"),
                            HasSubstr("TLS started: TLSv1.3 ?; inside TLS from here on")));
}

TEST_F(CaptureFile, IsThereWhileThePlayGoesOn) {
  const auto witness = capture_->witness("one");
  witness->saw(connected());
  witness->saw(received("220 x\r\n"));
  const auto found = reassembled(path_);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].server, "220 x\r\n");
}

TEST(Capture, ThatCannotBeWrittenSaysWhy) {
  EXPECT_THAT(Capture::open("/nonexistent/x.pcapng", "").error(), HasSubstr("No such file"));
}

TEST(Capture, OnAFullDiskSaysSo) {
  EXPECT_THAT(Capture::open("/dev/full", "").error(), HasSubstr("No space left"));
}

}  // namespace
}  // namespace smtpspec::tests
