#pragma once

#include "reference/receiver/conduct.hpp"

/// STARTTLS and the end of the connection (RFC 3207; RFC 5321 §3.8, §4.5.3.2).
namespace smtpspec::receiver::table {

using enum Standing;

inline constexpr Decision kLink[] = {
    {"starttls",
     "RFC3207-4-a",
     "What answers STARTTLS?",
     {{"220", pass, "220", {220, "2.0.0", "Ready to start TLS", effect::start_tls}},
      {"454", note, "not available for now", {454, "4.7.0", "TLS not available"}},
      {"250", warn, "250", {250, "2.0.0", "Ready to start TLS", effect::start_tls}},
      {"502", fail, "refused as not implemented", {502, "5.5.1", "Command not implemented"}}}},
    {"starttls-with-argument",
     "RFC3207-4-b",
     "Is STARTTLS taken with an argument?",
     {{"501", pass, "no", {501, "5.5.4", "STARTTLS takes no argument"}},
      {"taken", warn, "yes", {}, "nodemailer smtp-server"}}},
    {"starttls-in-tls",
     "RFC3207-4.2-g",
     "Is STARTTLS taken inside TLS?",
     {{"503", pass, "no", {503, "5.5.1", "TLS is active already"}},
      {"454", note, "no", {454, "4.7.0", "TLS is active already"}},
      {"502", note, "no", {502, "5.5.1", "Command not implemented"}},
      {"220", warn, "220, and nothing happens", {220, "2.0.0", "Ready to start TLS"}}}},
    {"starttls-keyword",
     "RFC3207-4.2-e",
     "Is STARTTLS announced inside TLS?",
     {{"no", pass, "no"}, {"yes", fail, "yes"}}},
    {"plaintext-behind-starttls",
     "RFC3207-6-a",
     "What becomes of plaintext that came behind STARTTLS?",
     {{"discarded", pass, "it is dropped"},
      {"refused", note, "STARTTLS is refused", {554, "5.5.0", "Nothing may follow STARTTLS"}},
      {"kept",
       fail,
       "it is read as if it had come inside TLS",
       {},
       "CVE-2011-0411 (Postfix), CVE-2021-33515 (Dovecot), CVE-2024-34083 (aiosmtpd)"}}},
    {"failed-handshake",
     "RFC3207-6-f",
     "What follows a failed handshake?",
     {{"closed", pass, "the connection is closed"},
      {"plaintext", risk, "plaintext commands are taken", {}, "go-smtp"}}},
    {"idle-deadline",
     "RFC5321-4.5.3.2.7-b",
     "What happens when the client is silent too long?",
     {{"421", pass, "421, and the connection is closed", {421, "4.4.2", "{host} Timeout", effect::close}},
      {"silent", note, "the connection is closed", {421, "", "", effect::close | effect::silent}},
      {"stays-open", warn, "421, and the connection stays open", {421, "4.4.2", "{host} Timeout"}}}},
    {"shutdown",
     "RFC5321-3.8-d",
     "What is a client told when the host is shut down?",
     {{"421",
       pass,
       "421, and the connection is closed",
       {421, "4.3.2", "{host} Shutting down", effect::close}},
      {"silent", note, "the connection is closed", {421, "", "", effect::close | effect::silent}}}},
    {"closes-after-message",
     "RFC5321-4.1.1.10-b",
     "Is the connection closed after a message?",
     {{"no", pass, "no"}, {"yes", fail, "yes", {}, "", "RFC2920-3.2-j RFC2920-3.2-l"}}},
};

}  // namespace smtpspec::receiver::table
