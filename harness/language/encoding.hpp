#pragma once

#include <optional>
#include <string_view>

#include "harness/language/diagnostic.hpp"

namespace smtpspec::language {

/// Scenario files are UTF-8 text: the first octet that is not, or that is a control octet other than HT and
/// the line ends.
std::optional<Diagnostic> encoding_error(std::string_view file_name, std::string_view text);

}  // namespace smtpspec::language
