#pragma once

#include "reference/syntax/findings.hpp"

#include <string_view>

namespace smtpspec::syntax {

/// Reads esmtp-param *( SP esmtp-param ) (RFC 5321 §4.1.2) into Command::parameters.
void read_parameters(std::string_view text, Findings& findings);

}  // namespace smtpspec::syntax
