#pragma once

#include "fuzz/support/allocated.hpp"
#include "reference/receiver/receiver.hpp"

#include <cstddef>

namespace smtpspec::fuzz {

/// The octets that a receiver holds: a copy allocates what is kept, and no more.
inline std::size_t kept(const receiver::Receiver& receiver) {
  const std::size_t before = allocated();
  const receiver::Receiver copy = receiver;
  return allocated() - before;
}

}  // namespace smtpspec::fuzz
