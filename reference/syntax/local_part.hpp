#pragma once

#include "reference/syntax/findings.hpp"

#include <cstddef>
#include <string_view>

namespace smtpspec::syntax {

/// The length, quotes included, of the quoted string that `text` begins with; 0 if it begins with none that
/// ends.
std::size_t quoted_length(std::string_view text);
/// Judges a local-part: Dot-string or Quoted-string (RFC 5321 §4.1.2).
void read_local_part(std::string_view local_part, Findings& findings);

}  // namespace smtpspec::syntax
