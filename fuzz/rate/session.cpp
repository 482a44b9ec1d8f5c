// One dialogue with the receiver, and nothing claimed: what a session costs.
#include "fuzz/support/host.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace smtpspec;
  static const receiver::Conduct conforming;
  fuzz::Host host(conforming);
  host.feed({reinterpret_cast<const char*>(octets), size});
  return 0;
}
