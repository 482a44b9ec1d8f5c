#include "tests/support/allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace smtpspec::test {
namespace {
std::atomic<std::size_t> count = 0;
}

std::size_t allocations() { return count; }

}  // namespace smtpspec::test

void* operator new(std::size_t size) {
  ++smtpspec::test::count;
  if (void* octets = std::malloc(size == 0 ? 1 : size)) return octets;
  throw std::bad_alloc();
}
void operator delete(void* octets) noexcept { std::free(octets); }
void operator delete(void* octets, std::size_t) noexcept { std::free(octets); }
