#pragma once

#include "reference/receiver/session.hpp"

#include <string>

namespace smtpspec::receiver {

/// The mailbox of a path without its route: "local@domain", or empty for <>.
std::string mailbox_text(const syntax::Path& path);

/// The recipient that an accepted RCPT adds: where it goes, and by which path. A route is ignored, or
/// followed as RFC 821 §3.6 says: the own name is taken from the forward-path and, if asked, put before the
/// reverse-path.
Recipient make_recipient(const Site& site, const std::string& reverse_path, const syntax::Command& command,
                         Effects effects, Ruling& silent);

}  // namespace smtpspec::receiver
