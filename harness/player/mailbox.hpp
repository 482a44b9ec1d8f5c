#pragma once

#include <string_view>

namespace smtpspec::player {

/// The two parts of a mailbox that the user or a scenario gave: around the last @. Without one there is no
/// domain. They are views of it.
struct Mailbox {
  std::string_view local_part, domain;
};
constexpr Mailbox parts_of(std::string_view mailbox) {
  const auto at = mailbox.rfind('@');
  if (at == std::string_view::npos) return {mailbox, {}};
  return {mailbox.substr(0, at), mailbox.substr(at + 1)};
}

}  // namespace smtpspec::player
