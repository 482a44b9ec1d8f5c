#pragma once

#include "fuzz/support/require.hpp"

#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// What a final delivery puts above the content, and nothing else (RFC 5321 §4.4): Return-Path, and Received
/// with its lines.
inline void check_trace_fields(std::string_view trace, std::string_view reverse_path, std::string_view name) {
  const std::string begin =
      "Return-Path: <" + std::string(reverse_path) + ">\r\nReceived: from " + std::string(name);
  require(trace.starts_with(begin) && trace.ends_with("\r\n"), "the trace fields stand above what was sent");
  trace.remove_prefix(begin.size());
  for (std::size_t end; (end = trace.find("\r\n")) + 2 < trace.size(); trace.remove_prefix(end + 2))
    require(trace.substr(end + 2).starts_with('\t'), "nothing else stands there");
}

}  // namespace smtpspec::fuzz
