#pragma once

#include "reference/receiver/receiver.hpp"

#include <tl/expected.hpp>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace smtpspec::server {

/// A directory of messages, laid out as a Maildir: each in a file of its own in new/, octet by octet (CRLF
/// stays CRLF), and its envelope under the same name in envelope/, as the commands that gave it. A message
/// that was kept is on the disk.
class Store {
 public:
  /// Makes the directories that are missing. The error names the one that cannot be made.
  static tl::expected<std::unique_ptr<Store>, std::string> open(const std::filesystem::path& directory);

  /// On any thread.
  receiver::StoreResult keep(const receiver::Message& message);

 private:
  explicit Store(std::filesystem::path directory) : directory_(std::move(directory)) {}
  /// Written under tmp/, synced, renamed into `folder`, and the folder synced.
  bool put(const std::string& folder, const std::string& name, const std::string& octets) const;

  std::filesystem::path directory_;
  std::atomic<std::uint64_t> count_{0};
};

}  // namespace smtpspec::server
