#include "reference/syntax/command.hpp"
#include "reference/syntax/content.hpp"
#include "reference/syntax/framing.hpp"
#include "tests/support/allocations.hpp"

#include <gtest/gtest.h>

namespace smtpspec::syntax {
namespace {

constexpr std::string_view kSession =
    "EHLO client.test\r\n"
    "MAIL FROM:<@a.test:\"a b\"@[IPv6:::1]> SIZE=1000 BODY=8BITMIME RET=HDRS\r\n"
    "RCPT TO:<bob@example.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;bob@example.test\r\n"
    "RCPT TO:<Postmaster>\r\n"
    "BDAT 86 LAST\r\n"
    "XYZZY\r\nAUTH PLAIN AGEAYg==\r\nQUIT\r\n";

/// Reads the session in pieces of `size` octets; the number of lines.
int play(std::size_t size, LineReader& reader, Command& command) {
  int lines = 0;
  for (std::string_view rest = kSession; !rest.empty(); rest.remove_prefix(std::min(size, rest.size()))) {
    std::string_view input = rest.substr(0, size);
    while (const auto line = reader.next(input, {})) {
      parse_command(line->text, {}, command);
      ++lines;
    }
  }
  return lines;
}

TEST(Allocation, IsCounted) {
  const std::size_t before = test::allocations();
  ::operator delete(::operator new(1));
  EXPECT_GT(test::allocations(), before);
}

TEST(Allocation, ReadingCommandsInSteadyStateAllocatesNothing) {
  LineReader reader;
  Command command;
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, kSession.size()}) {
    play(size, reader, command);
    const std::size_t before = test::allocations();
    const int lines = play(size, reader, command);
    EXPECT_EQ(test::allocations(), before) << "in pieces of " << size;
    EXPECT_EQ(lines, 8);
  }
}

TEST(Allocation, ReadingContentAllocatesNothingButTheContent) {
  std::string content;
  content.reserve(1000);
  const std::size_t before = test::allocations();
  ContentReader reader;
  std::string_view input = "Subject: a\r\n\r\n..x\r\n\nb\r\n.\r\n";
  EXPECT_EQ(reader.read(input, {}, content), ContentStatus::end);
  EXPECT_EQ(test::allocations(), before);
}

}  // namespace
}  // namespace smtpspec::syntax
