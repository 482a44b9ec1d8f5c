#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <limits>

namespace smtpspec::cli {

/// Takes digits only, from `least` to `most`: CLI11 alone would wrap what is negative and cap what is large.
CLI::Validator whole_number(std::uint64_t least = 0,
                            std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

/// Takes numbers from `least` to `most`; "nan" is none.
CLI::Validator decimal_number(double least, double most);

}  // namespace smtpspec::cli
