#pragma once

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/receiver/receiver.hpp"

#include <algorithm>
#include <string_view>

namespace smtpspec::fuzz {

/// Whatever the name of a client that was taken, in the Received field that stands above the content it
/// begins no comment, quote, route or date, and no line (RFC 5322 §3.2). A literal may have a parenthesis: it
/// has a bracket to end it.
inline void check_client_name(const receiver::Message& message) {
  std::string_view field = message.content;
  constexpr std::string_view kFrom = "Received: from ", kBehind = " ([192.0.2.1])\r\n\tby ";
  if (field.starts_with("Return-Path: ")) field.remove_prefix(field.find("\r\nReceived: ") + 2);
  require(field.starts_with(kFrom), "the Received field stands above the content, and names the client");
  field.remove_prefix(kFrom.size());
  const std::string_view name = field.substr(0, field.find(kBehind));
  require(name.size() < field.size() && !name.empty(), "a client has a name and an address");
  const auto begins_something = [](char octet) {
    const auto value = static_cast<unsigned char>(octet);
    return value <= ' ' || value == 127 ||
           std::string_view("()<>;,\"\\").find(octet) != std::string_view::npos;
  };
  require(is_domain_or_literal(name) || std::none_of(name.begin(), name.end(), begins_something),
          "a client's name does not break the Received field");
}

}  // namespace smtpspec::fuzz
