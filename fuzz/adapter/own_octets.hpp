#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>

namespace smtpspec::fuzz {

/// A copy in memory that ends where it ends: AddressSanitizer sees who reads on. Never null, were it empty.
class OwnOctets {
 public:
  explicit OwnOctets(std::string_view octets)
      : octets_(std::make_unique<char[]>(octets.size())),
        size_(octets.size()) {
    std::copy(octets.begin(), octets.end(), octets_.get());
  }
  std::string_view view() const { return {octets_.get(), size_}; }

 private:
  std::unique_ptr<char[]> octets_;
  std::size_t size_;
};

}  // namespace smtpspec::fuzz
