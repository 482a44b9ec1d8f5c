// The yardstick for a session: the shortest receiver that one would write by hand.
#include "fuzz/support/naive_session.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  smtpspec::fuzz::NaiveSession session;
  session.feed({reinterpret_cast<const char*>(octets), size});
  return 0;
}
