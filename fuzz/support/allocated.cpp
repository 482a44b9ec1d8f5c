#include "fuzz/support/allocated.hpp"

#include <cstdlib>
#include <new>

namespace {

std::size_t octets = 0;

}  // namespace

std::size_t smtpspec::fuzz::allocated() { return octets; }

// All that a sanitizer would else pair with its own.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  octets += size;
  return std::malloc(size);
}
void* operator new(std::size_t size) {
  if (void* const memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
