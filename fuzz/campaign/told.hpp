#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::campaign {

/// What a target says of the choices of an input (fuzz/support/told.hpp).
struct Told {
  std::vector<std::string> serve;       ///< options of `smtpspec serve`
  std::vector<std::size_t> pieces;      ///< in which it is fed in turn, in octets; none: not said
  std::size_t fed = std::string::npos;  ///< octets behind the choices, if not all
  std::vector<std::string> without;     ///< what neither serve nor a scenario can show
};

/// From what it wrote with SMTPSPEC_FUZZ_TELL in its environment.
Told told_in(std::string_view output);

}  // namespace smtpspec::campaign
