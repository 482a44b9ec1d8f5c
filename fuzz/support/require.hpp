#pragma once

#include <string_view>

namespace smtpspec::fuzz {

/// Says which property was broken and ends the process: by abort under libFuzzer, by exit code 1 in the
/// replay driver.
[[noreturn]] void fail(std::string_view property);

inline void require(bool holds, std::string_view property) {
  if (!holds) fail(property);
}

}  // namespace smtpspec::fuzz
