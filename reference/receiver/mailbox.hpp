#pragma once

#include "reference/receiver/site.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::receiver {

std::string lower_case(std::string_view text);

/// What the site knows of a local-part at one of its domains.
enum class Known : std::uint8_t { nobody, user, postmaster, list, moved, full };
struct LocalMailbox {
  Known known = Known::nobody;
  std::string_view name;     ///< as the administrator wrote it; valid as long as the site
  std::string_view forward;  ///< moved: the new mailbox
};
/// Looks up a local-part as it stands in a path, quoted or not, without case.
LocalMailbox look_up(const Site& site, std::string_view local_part);

/// Whose mail a domain is.
enum class DomainIs : std::uint8_t { local, relayed, foreign };
struct DomainFound {
  DomainIs is = DomainIs::foreign;
  bool as_written = true;  ///< the same octets as the administrator wrote
};
DomainFound look_up_domain(const Site& site, std::string_view domain);

/// The mailbox of a name at the first local domain: "alice@example.test".
std::string full_mailbox(const Site& site, std::string_view name);

/// Splits "local@domain" at the last at-sign outside quotes; the domain is empty if there is none.
struct SplitMailbox {
  std::string_view local_part, domain;
};
SplitMailbox split_mailbox(std::string_view mailbox);
/// The mailbox behind a local-part that is read as a route: "u%d", "d!u" and "u@d" (unquoted) give "u@d";
/// empty for any other.
std::string disguised_mailbox(std::string_view local_part);
/// The mailbox that an argument of VRFY or EXPN names: the brackets, if any, and a trailing SMTPUTF8 taken
/// off.
SplitMailbox enquired(std::string_view argument);

}  // namespace smtpspec::receiver
