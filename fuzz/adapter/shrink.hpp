#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// Takes octets away, and puts letters in the place of others, as long as `holds` holds of what is left,
/// which it does of `input`. Asks a bounded number of times, and for a second at most.
std::string shrink(std::string_view input, const std::function<bool(std::string_view)>& holds);

}  // namespace smtpspec::fuzz
