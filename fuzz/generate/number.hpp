#pragma once

#include "fuzz/generate/random.hpp"

#include <cstdint>
#include <string>

namespace smtpspec::fuzz {

/// A number where something may end: limits of the standards, of the targets' small worlds, of integers; or
/// one beside it.
std::uint64_t border_number(Random& random);
/// In digits: it may also have leading zeros, or be greater than 64 bits hold.
void append_border_number(std::string& out, Random& random);

}  // namespace smtpspec::fuzz
