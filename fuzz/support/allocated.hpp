#pragma once

#include <cstddef>

namespace smtpspec::fuzz {

/// The octets that were allocated by operator new since the program began, given back or not. Whoever asks is
/// linked with allocated.cpp, which replaces that operator.
std::size_t allocated();

}  // namespace smtpspec::fuzz
