#pragma once

#include "fuzz/generate/law.hpp"

#include <cstdint>
#include <string>

namespace smtpspec::fuzz {

// Parts of a path (RFC 5321 §4.1.2, §4.1.3). Each is appended to `out`.
void append_label(std::string& out, Random& random, Law law);
void append_domain(std::string& out, Random& random, Law law);
/// With its brackets: IPv4, IPv6 in all its forms, or another.
void append_literal(std::string& out, Random& random, Law law);
/// A dot-string or a quoted string.
void append_local_part(std::string& out, Random& random, Law law);
void append_mailbox(std::string& out, Random& random, Law law);

/// Whether a path says where mail comes from or goes to.
enum class Direction : std::uint8_t { reverse, forward };
/// With its brackets.
void append_path(std::string& out, Direction direction, Random& random, Law law);
/// One or the other.
void append_any_path(std::string& out, Random& random, Law law);

}  // namespace smtpspec::fuzz
