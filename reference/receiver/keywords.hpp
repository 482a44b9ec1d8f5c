#pragma once

#include <string>

#include "reference/receiver/session.hpp"

namespace smtpspec::receiver {

/// The lines of the EHLO reply behind the first, each with a LF before it.
std::string keyword_lines(const Session& session, Counsel& counsel);

}  // namespace smtpspec::receiver
