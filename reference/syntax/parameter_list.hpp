#pragma once

#include <string_view>

#include "reference/syntax/findings.hpp"

namespace smtpspec::syntax {

/// Reads esmtp-param *( SP esmtp-param ) (RFC 5321 §4.1.2) into Command::parameters.
void read_parameters(std::string_view text, Findings& findings);

}  // namespace smtpspec::syntax
