#pragma once

#include "reference/syntax/findings.hpp"

#include <string_view>

namespace smtpspec::syntax {

/// Whether a path is where mail comes from or goes to: <> is for the one, <Postmaster> for the other.
enum class Direction : std::uint8_t { reverse, forward };

/// Reads the path at the start of `text` into Command::path. Returns what follows the path.
std::string_view read_path(std::string_view text, Direction direction, const Reading& reading,
                           Findings& findings);

}  // namespace smtpspec::syntax
