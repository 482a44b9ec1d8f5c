#pragma once

#include <cstddef>

namespace smtpspec::test {

/// How often the global operator new was called. A binary that links allocations.cpp has it replaced.
std::size_t allocations();

}  // namespace smtpspec::test
