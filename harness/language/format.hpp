#pragma once

#include <string>
#include <string_view>

namespace smtpspec::language {

/// The canonical form of a scenario file that can be parsed: indentation, one space between words, aligned
/// variants and outcome rows, one empty line between scenarios. Comments and what is sent stay as they were;
/// formatting what is formatted changes nothing.
std::string format(std::string_view text);

}  // namespace smtpspec::language
