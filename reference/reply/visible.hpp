#pragma once

#include <string>
#include <string_view>

namespace smtpspec::reply {

/// Octets made visible, reversibly and in printable ASCII: backslash, CR, LF and HT as \\ \r \n \t, every
/// other octet outside 0x20..0x7e as \xHH. The one way in which octets are shown to people, anywhere.
std::string visible(std::string_view octets);

/// The same, line by line: a LF that ends a line stays, and a CR before it goes.
std::string visible_lines(std::string_view octets);

}  // namespace smtpspec::reply
