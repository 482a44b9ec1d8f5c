#pragma once

#include "fuzz/support/allocated.hpp"
#include "reference/receiver/receiver.hpp"

#include <cstddef>

namespace smtpspec::fuzz {

/// The octets that a copy of a receiver allocates: what is kept, and not the room that the receiver itself
/// may have beside it from more that it once kept.
inline std::size_t kept(const receiver::Receiver& receiver) {
  const std::size_t before = allocated();
  const receiver::Receiver copy = receiver;
  return allocated() - before;
}

}  // namespace smtpspec::fuzz
