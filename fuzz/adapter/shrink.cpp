#include "fuzz/adapter/shrink.hpp"

#include <algorithm>
#include <chrono>

namespace smtpspec::fuzz {
namespace {

constexpr int kMostQuestions = 3000;
constexpr std::chrono::seconds kLongest(1);  // libFuzzer takes it for the time of the input

bool is_plain(char octet) {
  return ('a' <= octet && octet <= 'z') || ('A' <= octet && octet <= 'Z') || ('0' <= octet && octet <= '9');
}

class Shrinking {
 public:
  Shrinking(std::string_view input, const std::function<bool(std::string_view)>& holds)
      : small_(input),
        holds_(holds) {}

  std::string run() {
    // What was in the way of one stretch may go with the next.
    for (std::size_t before = small_.size() + 1; small_.size() < before;) {
      before = small_.size();
      for (std::size_t length = before; length > 1; drop(length)) length = (length + 1) / 2;
    }
    for (std::size_t at = 0; at < small_.size(); ++at)
      if (!is_plain(small_[at])) try_instead(at, sequence(at), "a");
    return small_;
  }

 private:
  /// Every stretch of this length.
  void drop(std::size_t length) {
    for (std::size_t at = 0; at < small_.size();)
      if (!try_instead(at, length, "")) at += length;
  }
  /// The length of what begins here: of a character of UTF-8, or 1.
  std::size_t sequence(std::size_t at) const {
    std::size_t length = 1;
    while (at + length < small_.size() && (small_[at + length] & 0xc0) == 0x80) ++length;
    return length;
  }
  bool try_instead(std::size_t at, std::size_t length, std::string_view other) {
    if (++questions_ > kMostQuestions || Clock::now() > end_) return false;
    std::string candidate = small_;
    candidate.replace(at, length, other);
    if (!holds_(candidate)) return false;
    small_ = std::move(candidate);
    return true;
  }

  using Clock = std::chrono::steady_clock;

  std::string small_;
  const std::function<bool(std::string_view)>& holds_;
  const Clock::time_point end_ = Clock::now() + kLongest;
  int questions_ = 0;
};

}  // namespace

std::string shrink(std::string_view input, const std::function<bool(std::string_view)>& holds) {
  return Shrinking(input, holds).run();
}

}  // namespace smtpspec::fuzz
