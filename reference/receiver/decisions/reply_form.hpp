#pragma once

#include "reference/receiver/conduct.hpp"

/// How replies are written (RFC 5321 §4.2, RFC 2034), and what EHLO lists.
namespace smtpspec::receiver::table {

using enum Standing;

enum class EnhancedForm : std::uint8_t {
  as_due,
  missing,
  wrong_class,
  first_line_only,
  greeting_too,
  extended_only
};
enum class EhloForm : std::uint8_t { as_due, nameless, lower_case, auth_equals_too, equals };

inline constexpr Decision kReplyForm[] = {
    {"reply-line-end",
     "RFC5321-2.3.8-c",
     "What ends a reply line?",
     {{"crlf", pass, "CRLF"}, {"lf", fail, "LF"}, {"cr", fail, "CR"}}},
    {"reply-separator",
     "RFC5321-4.2-b",
     "What stands behind the code?",
     {{"space", pass, "a space, or a hyphen if more lines follow"},
      {"missing", fail, "nothing"},
      {"tab", fail, "a tab"}}},
    {"reply-continuation",
     "RFC5321-4.2.1-e",
     "What stands behind the code in a line that is not the last?",
     {{"hyphen", pass, "a hyphen"}, {"space", fail, "a space, as in the last"}}},
    {"reply-codes",
     "RFC5321-4.2.1-f",
     "Have all lines of a reply the same code?",
     {{"same", pass, "yes"}, {"last-differs", fail, "no"}}},
    {"reply-text",
     "RFC5321-4.2-c",
     "Is there a text behind the code?",
     {{"present", pass, "yes"}, {"code-only", warn, "no, and no space"}}},
    {"reply-echo",
     "RFC5321-4.5.3.1.5-a",
     "Is the argument repeated in an error?",
     {{"no", pass, "no"}, {"yes", warn, "yes, however long and whatever octets but CR and LF"}}},
    {"enhanced-codes",
     "RFC2034-4-a",
     "Which replies have an enhanced code?",
     {{"as-due", pass, "all lines of 2yz, 4yz and 5yz but the greeting and EHLO"},
      {"missing", fail, "none"},
      {"wrong-class", fail, "all, but the class is 5 always"},
      {"first-line-only", warn, "the first line only"},
      {"greeting-too", warn, "the greeting and EHLO too"},
      {"extended-only", warn, "as due, once the client has said EHLO", {}, "", "RFC2034-4-f"}}},
    {"ehlo-form",
     "RFC5321-4.1.1.1-k",
     "How are the lines of EHLO written?",
     {{"as-due", pass, "the name of the host, then a keyword a line"},
      {"nameless", warn, "without the name of the host"},
      {"lower-case", note, "keywords in lower case"},
      {"auth-equals", warn, "a second line AUTH= for old clients", {}, "Apache James"},
      {"equals", fail, "parameters behind = instead of a space"}}},
    {"ehlo-keywords",
     "RFC5321-2.2.2-a",
     "Are all keywords registered?",
     {{"registered", pass, "yes"}, {"unregistered", fail, "no"}}},
    {"one-reply",
     "RFC5321-4.2-a",
     "Has every command one reply?",
     {{"one", pass, "yes"}, {"two-after-error", fail, "an error has two"}}},
    {"smtputf8-keyword",
     "RFC6531-3.1-b",
     "Is 8BITMIME announced together with SMTPUTF8?",
     {{"yes", pass, "yes"}, {"no", fail, "no"}}},
    {"chunking-keyword",
     "RFC3030-3-a",
     "Is CHUNKING announced together with BINARYMIME?",
     {{"yes", pass, "yes"}, {"no", warn, "no"}}},
};

}  // namespace smtpspec::receiver::table
