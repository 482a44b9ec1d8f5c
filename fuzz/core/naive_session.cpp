// A yardstick for the session target.
#include "fuzz/support/naive_session.hpp"

#include <algorithm>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  smtpspec::fuzz::NaiveSession session;
  const std::size_t choices =
      std::min<std::size_t>(3, size);  // an input of the session target begins with them
  session.feed({reinterpret_cast<const char*>(octets) + choices, size - choices});
  return 0;
}
