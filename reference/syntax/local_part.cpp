#include "reference/syntax/local_part.hpp"

#include "reference/syntax/octets.hpp"

namespace smtpspec::syntax {
namespace {

constexpr std::size_t kLongestLocalPart = 64;  // RFC 5321 §4.5.3.1.1

/// "\" %d32-126
bool is_quoted_pair(std::string_view text) {
  return text.size() >= 2 && text[0] == '\\' && is(text[1], kPrintable);
}

void read_quoted(std::string_view quoted, Findings& findings) {
  findings.feature(Feature::quoted_local_part);
  const std::string_view inside = quoted.substr(1, quoted.size() - 2);
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (is_quoted_pair(inside.substr(i))) {
      findings.feature(Feature::quoted_pair);
      ++i;
    } else if (!is(inside[i], kQtext | kNonAscii)) {
      findings.odd(Oddity::bad_local_part, &inside[i]);
    }
  }
}

void read_dot_string(std::string_view text, Findings& findings) {
  bool dot_may_stand = false;
  for (const char& octet : text) {
    if (octet == '.') {
      if (!dot_may_stand) findings.odd(Oddity::dot_local_part, &octet);
      dot_may_stand = false;
    } else {
      if (!is(octet, kAtext | kNonAscii)) findings.odd(Oddity::bad_local_part, &octet);
      dot_may_stand = true;
    }
  }
  if (text.ends_with('.')) findings.odd(Oddity::dot_local_part, &text.back());
}

}  // namespace

std::size_t quoted_length(std::string_view text) {
  if (!text.starts_with('"')) return 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return 0;
}

void read_local_part(std::string_view local_part, Findings& findings) {
  if (local_part.empty()) return findings.odd(Oddity::bad_local_part, local_part.data());
  if (local_part.size() > kLongestLocalPart)
    findings.odd(Oddity::long_local_part, &local_part[kLongestLocalPart]);
  if (const std::size_t quoted = quoted_length(local_part); quoted > 0) {
    read_quoted(local_part.substr(0, quoted), findings);
    if (quoted < local_part.size()) findings.odd(Oddity::bad_local_part, &local_part[quoted]);
  } else {
    read_dot_string(local_part, findings);
  }
}

}  // namespace smtpspec::syntax
