#include "reference/syntax/domain.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>
#include <cstddef>

namespace smtpspec::syntax {
namespace {

constexpr std::size_t kGroups = 8;
/// "::" stands for two groups at least (RFC 5321 §4.1.3: IPv6-comp has no more than six beside it).
constexpr std::size_t kGroupsBesideCompression = 6;

/// Snum: 1*3DIGIT, 0 to 255.
bool is_snum(std::string_view text) {
  if (text.empty() || text.size() > 3 || !all(text, kDigit)) return false;
  int value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return value <= 255;
}

/// The number of groups in a list of IPv6-hex parted by colons, an IPv4 address at its end (where that is
/// allowed) counting for two. An empty list has none. More than kGroups for what is no such list.
std::size_t groups(std::string_view text, bool may_end_in_ipv4) {
  constexpr std::size_t kNoList = kGroups + 1;
  if (text.empty()) return 0;
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(':', begin), text.size());
    const std::string_view group = text.substr(begin, end - begin);
    if (!group.empty() && group.size() <= 4 && all(group, kHexDigit)) {
      count += 1;
    } else if (may_end_in_ipv4 && end == text.size() && is_ipv4(group)) {
      count += 2;
    } else {
      return kNoList;
    }
    begin = end + 1;
  }
  return std::min(count, kNoList);
}

}  // namespace

bool is_ipv4(std::string_view text) {
  for (int dots = 0; dots < 3; ++dots) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || !is_snum(text.substr(0, dot))) return false;
    text.remove_prefix(dot + 1);
  }
  return is_snum(text);
}

bool is_ipv6(std::string_view text) {
  const std::size_t compression = text.find("::");
  if (compression == std::string_view::npos) return groups(text, true) == kGroups;
  return groups(text.substr(0, compression), false) + groups(text.substr(compression + 2), true) <=
         kGroupsBesideCompression;
}

}  // namespace smtpspec::syntax
