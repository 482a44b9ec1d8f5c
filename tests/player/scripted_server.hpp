#pragma once

#include "harness/player/player.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace smtpspec::player {

/// A server that answers with what it is given, in order: the first at connecting, then one a command line or
/// content.
/// "<close>", "<reset>" and "<silence>" are no octets but what they say; "<tls>" behind a reply lets a
/// handshake succeed, and what follows "<later>" in one comes a moment behind it. What is left out at the end
/// is silence. A reply gets CRLF unless it ends in one, or in CR.
struct Script {
  std::vector<std::string> replies;
  bool tls_fails = false;
};

/// What came of it.
struct Played {
  Result result;
  std::string sent;  ///< all octets of the client, in order
  std::vector<std::string> writes;
};

/// Plays the first (or the named) case of a suite's text on the script, in no time.
Played play(const std::string& scenario, const Script& script, const Circumstances& circumstances,
            const std::string& variant = {});
Played play(const std::string& scenario, const Script& script);

/// client, sender, two recipients, user and password.
Circumstances some_circumstances();
/// One row of each level: "RFC1-must", "RFC1-should", "RFC1-table", "RFC1-may", and "SEC-must".
const language::Catalogue& some_catalogue();
/// A scenario that checks RFC1-must, with these lines.
std::string scenario(const std::string& lines);

}  // namespace smtpspec::player
