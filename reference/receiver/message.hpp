#pragma once

#include "reference/receiver/session.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::receiver {

/// A message taken responsibility for.
struct Message {
  std::string helo;
  std::string protocol;  ///< the WITH keyword: SMTP, ESMTP, ESMTPS, ESMTPSA, LMTP, UTF8SMTP ...
  std::string reverse_path;
  std::vector<std::string> parameters;
  std::vector<Recipient> recipients;
  std::string content;  ///< with the Received: field prepended (and Return-Path at final delivery)
  std::string user;     ///< authenticated as, or empty
  bool operator==(const Message&) const = default;
};

/// What the trace fields say beside the session itself. The core has no clock: `date` is an input.
struct Circumstances {
  std::string client_address;  ///< "192.0.2.1" or "IPv6:2001:db8::1"; empty if unknown
  std::string date = "Thu, 01 Jan 1970 00:00:00 +0000";  ///< RFC 5322 §3.3
  bool operator==(const Circumstances&) const = default;
};

/// How many hosts had a content before, by the Received fields of its header (RFC 5321 §6.3).
std::size_t received_fields(std::string_view content);

/// The message of the transaction that just ended, with its trace fields (RFC 5321 §4.4).
Message make_message(const Session& session, const Circumstances& circumstances, Counsel& counsel);

}  // namespace smtpspec::receiver
