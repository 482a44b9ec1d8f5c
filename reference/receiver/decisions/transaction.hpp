#pragma once

#include "reference/receiver/conduct.hpp"

/// What each event clears of the mail transaction and of the session (RFC 5321 §4.1.1, §4.1.4; RFC 3207
/// §4.2).
namespace smtpspec::receiver::table {

using enum Standing;

inline constexpr Choice kClearsAll = {
    "everything", pass, "sender, recipients and content", {0, "", "", effect::clear_transaction}};
inline constexpr Choice kKeepsSender = {"keeps-sender",
                                        fail,
                                        "the sender is kept",
                                        {0, "", "", effect::clear_recipients | effect::clear_content}};
inline constexpr Choice kKeepsRecipients = {"keeps-recipients",
                                            fail,
                                            "the recipients are kept",
                                            {0, "", "", effect::clear_sender | effect::clear_content}};
inline constexpr Choice kClearsNothing = {
    "nothing", fail, "sender and recipients are kept", {0, "", "", effect::clear_content}};

inline constexpr Decision kTransaction[] = {
    {"rset-clears",
     "RFC5321-4.1.1.5-a",
     "What does RSET clear?",
     {kClearsAll, kKeepsSender, kKeepsRecipients, kClearsNothing}},
    {"rset-forgets",
     "RFC5321-4.1.1.5-f",
     "Does RSET undo the greeting?",
     {{"nothing", pass, "no"}, {"greeting", fail, "yes", {0, "", "", effect::forget_greeting}}}},
    {"rset-forgets-user",
     "RFC4954-4-ag",
     "Does RSET undo AUTH?",
     {{"nothing", pass, "no"}, {"user", warn, "yes", {0, "", "", effect::forget_user}}}},
    {"ehlo-clears",
     "RFC5321-4.1.4-e",
     "What does a later EHLO clear?",
     {kClearsAll,
      kKeepsSender,
      kKeepsRecipients,
      {"nothing", fail, "sender and recipients are kept", {}, "OpenSMTPD"}}},
    {"helo-clears",
     "RFC5321-4.1.4-f",
     "What does a later HELO clear?",
     {kClearsAll, kKeepsSender, kKeepsRecipients, {"nothing", fail, "sender and recipients are kept"}}},
    {"end-of-data-clears",
     "RFC5321-4.1.1.4-h",
     "What does the end of a message clear?",
     {kClearsAll, kKeepsSender, kKeepsRecipients, kClearsNothing}},
    {"refused-data-clears",
     "RFC5321-4.1.4-v",
     "What does the end of a refused message clear?",
     {kClearsAll,
      {"keeps-sender",
       fail,
       "the sender is kept",
       {0, "", "", effect::clear_recipients | effect::clear_content},
       "Postfix before 2026-08"},
      kKeepsRecipients,
      kClearsNothing}},
    {"noop-clears",
     "RFC5321-4.1.1.9-b",
     "What does NOOP clear?",
     {{"nothing", pass, "nothing"},
      {"transaction", fail, "the mail transaction", {0, "", "", effect::clear_transaction}}}},
    {"starttls-forgets",
     "RFC3207-4.2-a",
     "What does TLS make forgotten?",
     {{"everything",
       pass,
       "greeting, mail transaction and user",
       {0, "", "", effect::clear_transaction | effect::forget_greeting | effect::forget_user}},
      {"keeps-greeting",
       fail,
       "the EHLO before TLS stays valid",
       {0, "", "", effect::clear_transaction | effect::forget_user},
       "hMailServer, go-smtp"},
      {"keeps-transaction", fail, "the mail transaction is kept", {0, "", "", effect::forget_user}},
      {"keeps-user",
       fail,
       "the user stays authenticated",
       {0, "", "", effect::clear_transaction | effect::forget_greeting},
       "Apache James"}}},
    {"rset-clears-chunks",
     "RFC3030-2-l",
     "What does RSET clear of the chunks?",
     {{"nothing", pass, "all chunks are dropped", {0, "", "", effect::clear_content}},
      {"chunks", fail, "the chunks are kept"}}},
};

}  // namespace smtpspec::receiver::table
