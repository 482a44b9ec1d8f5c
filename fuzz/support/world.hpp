#pragma once

#include "fuzz/support/words.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// What the receiver under test was told about its place in the world.
struct World {
  std::string host, local_domain, relay_domain;
  std::string own_literal;               ///< as good as the local domain (RFC 1123 §5.2.17)
  std::vector<std::string> users, full;  ///< local-parts in lower case; who is nowhere is refused
  std::map<std::string, std::string> moved;
  std::map<std::string, std::vector<std::string>> lists;
  std::vector<std::string> keywords;    ///< of the extensions that are on
  std::vector<std::string> mechanisms;  ///< of AUTH, in upper case
  std::size_t max_size = 0;             ///< 0: no limit (RFC 1870 §3)
  std::size_t max_recipients = 0;
  std::size_t max_hops = 100;  ///< Received fields (RFC 5321 §6.3)
  bool lmtp = false;           ///< RFC 2033
  bool refuses_sessions = false, tls_required = false, auth_required = false, auth_needs_tls = false;
  bool tls_at_once = false, tls_fails = false;
  bool takes_everybody = false;  ///< mailboxes of any name, and messages for any domain

  bool offers(std::string_view keyword) const {
    return std::find(keywords.begin(), keywords.end(), keyword) != keywords.end();
  }
  bool is_local(std::string_view domain) const {
    return upper(domain) == upper(local_domain) || upper(domain) == upper(own_literal);
  }
  bool takes(std::size_t octets) const { return max_size == 0 || octets <= max_size; }
};

}  // namespace smtpspec::fuzz
