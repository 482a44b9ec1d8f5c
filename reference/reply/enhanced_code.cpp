#include "reference/reply/reply.hpp"

#include <charconv>

namespace smtpspec::reply {
namespace {

/// Takes 1*`most`DIGIT off the front of `text`, without leading zeros (RFC 3463 §2).
std::optional<std::uint16_t> take_number(std::string_view& text, std::size_t most) {
  std::size_t length = 0;
  while (length < text.size() && length <= most && '0' <= text[length] && text[length] <= '9') ++length;
  if (length == 0 || length > most || (length > 1 && text[0] == '0')) return std::nullopt;
  std::uint16_t number = 0;
  std::from_chars(text.data(), text.data() + length, number);
  text.remove_prefix(length);
  return number;
}

bool take_dot(std::string_view& text) {
  if (!text.starts_with('.')) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<EnhancedCode> parse_enhanced(std::string_view text) {
  const auto klass = take_number(text, 1);
  if (!klass || (*klass != 2 && *klass != 4 && *klass != 5) || !take_dot(text)) return std::nullopt;
  const auto subject = take_number(text, 3);
  if (!subject || !take_dot(text)) return std::nullopt;
  const auto detail = take_number(text, 3);
  if (!detail || !(text.empty() || text.starts_with(' '))) return std::nullopt;
  return EnhancedCode{.klass = static_cast<std::uint8_t>(*klass), .subject = *subject, .detail = *detail};
}

}  // namespace smtpspec::reply
