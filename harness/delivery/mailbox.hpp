#pragma once

#include "harness/delivery/message.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::delivery {

/// The mail that arrives at a place: a Maildir (what is in new and cur), an mbox, a file with one message, or
/// a folder of such. Their line ends are not to be trusted, so all are `lines_only`, without envelope. What
/// cannot be read, or is not there (yet), is passed over; messages over kLargest octets are too.
class Mailbox {
 public:
  /// What lies there now is not looked at: it did not arrive.
  explicit Mailbox(std::filesystem::path place);
  /// What has arrived since.
  std::vector<DeliveredMessage> read() const;

 private:
  std::filesystem::path place_;
  std::map<std::string, std::uintmax_t> old_;  ///< octets of each file; of a Maildir's, without its flags
};

/// Splits an mbox at its "From " lines and undoes its ">From " quoting.
std::vector<std::string> split_mbox(std::string_view text);

/// Every line end (LF or CRLF) as CRLF.
std::string with_crlf(std::string_view text);

inline constexpr std::size_t kLargest = std::size_t{64} * 1024 * 1024;

}  // namespace smtpspec::delivery
