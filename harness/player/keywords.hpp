#pragma once

#include "reference/reply/reply.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::player {

/// The service extensions that an EHLO reply announced (RFC 5321 §4.1.1.1).
class Keywords {
 public:
  Keywords() = default;
  explicit Keywords(const reply::Reply& ehlo);

  /// "SIZE", or "AUTH=PLAIN" for a keyword with a parameter; in any case.
  bool has(std::string_view wanted) const;
  /// The parameters of a keyword, as written.
  std::vector<std::string> parameters(std::string_view keyword) const;
  bool empty() const { return lines_.empty(); }

 private:
  std::vector<std::vector<std::string>> lines_;  // keyword in upper case, then its parameters
};

/// Between runs of spaces and tabs.
std::vector<std::string> words(std::string_view text);

}  // namespace smtpspec::player
