#pragma once

#include "reference/receiver/conduct.hpp"

/// LMTP (RFC 2033).
namespace smtpspec::receiver::table {

using enum Standing;

inline constexpr Decision kLmtp[] = {
    {"lmtp-helo",
     "RFC2033-4.1-b",
     "Are HELO and EHLO taken?",
     {{"500", pass, "no", {500, "5.5.1", "LHLO is the greeting of LMTP"}},
      {"502", note, "no", {502, "5.5.1", "LHLO is the greeting of LMTP"}},
      {"503", note, "no", {503, "5.5.1", "LHLO is the greeting of LMTP"}},
      {"taken", fail, "yes"}}},
    {"lhlo-in-smtp",
     "RFC2033-4.1-c",
     "Is LHLO taken by an SMTP server?",
     {{"500", pass, "no", {500, "5.5.1", "Command not recognised"}},
      {"502", note, "no", {502, "5.5.1", "Command not implemented"}},
      {"taken", warn, "yes"}}},
    {"lmtp-replies",
     "RFC2033-4.2-a",
     "How many replies has the end of data?",
     {{"a-recipient", pass, "one for each accepted recipient"},
      {"single", fail, "one for all", {}, "", "RFC2033-4.2-c RFC2033-4.3-a"},
      {"refused-too", fail, "one for each recipient, refused ones included", {}, "", "RFC2033-4.2-b"}}},
    {"lmtp-keywords",
     "RFC2033-5-a",
     "Does LHLO announce what LMTP demands?",
     {{"yes", pass, "yes"}, {"without-pipelining", fail, "not PIPELINING"}}},
    {"lmtp-data-without-recipients",
     "RFC2033-4.2-d",
     "Is DATA taken without a recipient?",
     {{"503", pass, "no", {503, "5.5.1", "RCPT first"}},
      {"554", note, "no", {554, "5.5.1", "No valid recipients"}},
      {"taken", fail, "yes"}}},
};

}  // namespace smtpspec::receiver::table
