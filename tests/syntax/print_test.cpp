#include "reference/syntax/print.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::syntax {
namespace {

std::string printed(std::string_view line) {
  Command command;
  parse_command(line, {}, command);
  std::string out;
  append_command(out, command);
  return out;
}

TEST(Print, ALawfulLineIsWrittenAsItWas) {
  for (const std::string_view line :
       {"EHLO client.test", "MAIL FROM:<>", "MAIL FROM:<a@b.test> SIZE=1 SMTPUTF8",
        "RCPT TO:<@a.test,@b.test:c@d.test>", "RCPT TO:<\"a \\\"b\"@[IPv6:::1]> NOTIFY=NEVER",
        "RCPT TO:<Postmaster>", "DATA", "NOOP a b", "VRFY alice", "AUTH PLAIN", "AUTH PLAIN =", "BDAT 0",
        "BDAT 18446744073709551615 LAST", "XYZZY a b", "STARTTLS", "ETRN #q"}) {
    EXPECT_EQ(printed(line), line);
  }
}

TEST(Print, OddSpellingsBecomeCanonical) {
  EXPECT_EQ(printed("mail  from: a@b.test  SIZE=1 "), "MAIL FROM:<a@b.test> SIZE=1");
  EXPECT_EQ(printed("bdat 005 last"), "BDAT 5 LAST");
}

TEST(LocalPart, IsQuotedOnlyWhereItMustBe) {
  EXPECT_EQ(print_local_part("alice.b+c"), "alice.b+c");
  EXPECT_EQ(print_local_part("a b"), "\"a b\"");
  EXPECT_EQ(print_local_part("a\"b\\"), "\"a\\\"b\\\\\"");
  EXPECT_EQ(print_local_part(".a"), "\".a\"");
  EXPECT_EQ(print_local_part(""), "\"\"");
  EXPECT_EQ(print_local_part("\"a\""), "\"\\\"a\\\"\"");
  EXPECT_EQ(print_local_part(std::string(65, 'a')), std::string(65, 'a'));
}

TEST(LocalPart, UnquotingUndoesPrinting) {
  for (const std::string_view octets : {"", "a", "a b", "\"", "\\", "a\\\"b", ".", "\"a\"", "u@x"}) {
    EXPECT_EQ(unquote_local_part(print_local_part(octets)), octets);
  }
  EXPECT_EQ(unquote_local_part("\"\\a\\ \""), "a ");
}

}  // namespace
}  // namespace smtpspec::syntax
