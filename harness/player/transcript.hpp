#pragma once

#include "harness/player/player.hpp"
#include "harness/player/redact.hpp"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::player {

/// What happened, line by line, in bounded memory whatever the server sends: the first and the last entries
/// are kept, and what was left out between them is said. Secrets never enter.
class Transcript {
 public:
  static constexpr std::size_t kKeptInAll =
      128 * 1024;  ///< octets of all entries; beyond them kKeptThen of each
  static constexpr std::size_t kKeptThen = 80;

  Redactor& redactor() { return redactor_; }
  const Redactor& redactor() const { return redactor_; }
  void show_to(std::unique_ptr<Witness> witness) { witnesses_.push_back(std::move(witness)); }
  /// `entry.octets` may be of any size. With `secret`, they are hidden whole.
  void add(Entry entry, bool secret = false);
  std::vector<Entry> take();

 private:
  Redactor redactor_;
  std::vector<std::unique_ptr<Witness>> witnesses_;
  std::vector<Entry> first_;
  std::deque<Entry> last_;
  std::uint64_t left_out_ = 0;
  std::size_t octets_ = 0;

  void redact(Entry& entry, bool secret) const;
};

}  // namespace smtpspec::player
