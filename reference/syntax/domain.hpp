#pragma once

#include "reference/syntax/command.hpp"

#include <cstddef>
#include <string_view>

namespace smtpspec::syntax {

/// What a domain or an address literal (RFC 5321 §4.1.2, §4.1.3) is made of, and what is wrong with it.
struct DomainReading {
  Features features = 0;
  Oddities oddities = 0;
  Oddity error = {};             ///< the first oddity, if there is any
  std::size_t error_offset = 0;  ///< where it stands in the text
};
DomainReading read_domain(std::string_view text);

bool is_domain(
    std::string_view text);  ///< sub-domain *("." sub-domain), U-labels included, at most 255 octets
bool is_address_literal(std::string_view text);  ///< with its brackets
bool is_ipv4(std::string_view text);             ///< Snum 3("." Snum)
bool is_ipv6(std::string_view text);             ///< IPv6-addr of RFC 5321 §4.1.3, without "IPv6:"

}  // namespace smtpspec::syntax
