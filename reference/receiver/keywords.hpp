#pragma once

#include "reference/receiver/session.hpp"

#include <string>

namespace smtpspec::receiver {

/// Appends the lines of the EHLO reply behind the first, each with a LF before it.
void append_keyword_lines(std::string& lines, const Session& session, Counsel& counsel);

}  // namespace smtpspec::receiver
