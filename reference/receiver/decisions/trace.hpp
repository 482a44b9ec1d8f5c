#pragma once

#include "reference/receiver/conduct.hpp"

/// Trace fields (RFC 5321 §4.4) and the forwarding of routes (RFC 821 §3.6).
namespace smtpspec::receiver::table {

using enum Standing;

inline constexpr Decision kTrace[] = {
    {"received-field",
     "RFC5321-4.1.1.4-l",
     "Where is the Received field put?",
     {{"first", pass, "before everything"},
      {"missing", fail, "nowhere", {}, "libraries"},
      {"last", fail, "behind the other fields"}}},
    {"received-from",
     "RFC5321-4.4-b",
     "Has the Received field a from clause?",
     {{"present", pass, "yes"}, {"missing", fail, "no"}}},
    {"received-date",
     "RFC5321-4.4-y",
     "How is the date of the Received field written?",
     {{"as-due", pass, "a year of four digits and a numeric zone"},
      {"two-digit-year", fail, "a year of two digits"},
      {"zone-name", warn, "a zone by its name"}}},
    {"received-for",
     "RFC5321-4.4-e",
     "Which recipients stand in the for clause?",
     {{"only-one", pass, "the only one, or none"}, {"all", fail, "all of them"}}},
    {"received-with",
     "RFC5321-4.4-aa",
     "What stands in the with clause?",
     {{"protocol", pass, "the registered name of the protocol"},
      {"smtp", warn, "SMTP always"},
      {"unregistered", warn, "a name that is not registered"}}},
    {"hop-limit",
     "RFC5321-6.3-a",
     "How many Received fields are no loop yet?",
     {{"site", pass, "as many as the administrator says, a hundred by default"},
      {"30", warn, "thirty", {}, "Exim"}}},
    {"too-many-hops",
     "RFC5321-6.3-b",
     "What answers a message with more Received fields?",
     {{"554", pass, "554", {554, "5.4.6", "Too many hops"}},
      {"550", note, "550", {550, "5.4.6", "Too many hops"}},
      {"taken", note, "it is taken"}}},
    {"return-path",
     "RFC5321-4.4-k",
     "Does final delivery add Return-Path?",
     {{"yes", pass, "yes"}, {"no", fail, "no"}, {"behind-received", note, "yes, behind the Received field"}}},
    {"old-return-path",
     "RFC5321-4.4-o",
     "What becomes of a Return-Path that a message comes with, at final delivery?",
     {{"removed", pass, "it is removed"}, {"kept", warn, "it is kept"}}},
    {"route-in-reverse-path",
     "RFC5321-4.1.1.3-e",
     "Is the own name moved from the route to the reverse-path?",
     {{"no", pass, "no"}, {"rfc821", note, "yes, as RFC 821 says, where the route is followed"}}},
    {"local-part-case",
     "RFC5321-2.4-d",
     "Is the case of a relayed local-part preserved?",
     {{"preserved", pass, "yes"}, {"lowered", fail, "no"}}},
};

}  // namespace smtpspec::receiver::table
