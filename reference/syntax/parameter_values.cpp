#include "reference/syntax/octets.hpp"
#include "reference/syntax/parameters.hpp"
#include "reference/syntax/utf8.hpp"
#include "reference/syntax/xtext.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>

namespace smtpspec::syntax {
namespace {

bool is_digits(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && all(text, kDigit);
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

/// Takes what stands before the next `delimiter` off the front of `text`.
std::string_view take_until(std::string_view& text, char delimiter) {
  const std::size_t length = std::min(text.find(delimiter), text.size());
  const std::string_view word = text.substr(0, length);
  text.remove_prefix(std::min(length + 1, text.size()));
  return word;
}

bool is_printable_xtext(std::string_view text) {
  const auto octets = decode_xtext(text);
  return octets && all(*octets, kPrintable);
}

/// utf-8-addr-xtext and utf-8-addr-unitext (RFC 6533 §3), without a look into \x{...}.
bool is_utf8_address(std::string_view text) {
  return !text.empty() && is_utf8(text) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is(c, kXchar | kNonAscii) && c != '+'; });
}

}  // namespace

std::optional<std::uint64_t> parse_size(std::string_view value) {
  constexpr std::size_t kMostDigits = 20;
  if (!is_digits(value, kMostDigits)) return std::nullopt;
  std::uint64_t size = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), size);
  return read.ec == std::errc{} ? size : std::numeric_limits<std::uint64_t>::max();
}

std::optional<Body> parse_body(std::string_view value) {
  if (equals_ignoring_case(value, "7BIT")) return Body::seven_bit;
  if (equals_ignoring_case(value, "8BITMIME")) return Body::eight_bit_mime;
  if (equals_ignoring_case(value, "BINARYMIME")) return Body::binary_mime;
  return std::nullopt;
}

std::optional<Return> parse_ret(std::string_view value) {
  if (equals_ignoring_case(value, "FULL")) return Return::full;
  if (equals_ignoring_case(value, "HDRS")) return Return::headers;
  return std::nullopt;
}

std::optional<Notify> parse_notify(std::string_view value) {
  Notify notify;
  if (equals_ignoring_case(value, "NEVER")) {
    notify.never = true;
    return notify;
  }
  if (value.empty() || value.ends_with(',')) return std::nullopt;
  while (!value.empty()) {
    const std::string_view word = take_until(value, ',');
    if (equals_ignoring_case(word, "SUCCESS")) {
      notify.success = true;
    } else if (equals_ignoring_case(word, "FAILURE")) {
      notify.failure = true;
    } else if (equals_ignoring_case(word, "DELAY")) {
      notify.delay = true;
    } else {
      return std::nullopt;
    }
  }
  return notify;
}

std::optional<OriginalRecipient> parse_orcpt(std::string_view value) {
  constexpr std::size_t kLongest = 500;
  if (value.size() > kLongest || value.find(';') == std::string_view::npos) return std::nullopt;
  OriginalRecipient original;
  original.type = take_until(value, ';');
  original.address = value;
  if (original.type.empty() || !all(original.type, kAtext)) return std::nullopt;
  const bool utf8 = equals_ignoring_case(original.type, "utf-8");
  const bool good = is_printable_xtext(original.address) || (utf8 && is_utf8_address(original.address));
  if (original.address.empty() || !good) return std::nullopt;
  return original;
}

std::optional<DeliverBy> parse_by(std::string_view value) {
  constexpr std::size_t kMostDigits = 9;
  DeliverBy by;
  std::string_view time = take_until(value, ';');
  const bool negative = time.starts_with('-');
  if (negative || time.starts_with('+')) time.remove_prefix(1);
  if (!is_digits(time, kMostDigits)) return std::nullopt;
  by.seconds = negative ? -number(time) : number(time);
  if (value.empty() || value.size() > 2) return std::nullopt;
  by.mode = upper(value[0]);
  if (by.mode != 'R' && by.mode != 'N') return std::nullopt;
  by.trace = value.size() == 2;
  if (by.trace && upper(value[1]) != 'T') return std::nullopt;
  if (by.mode == 'R' && by.seconds <= 0) return std::nullopt;  // RFC 2852 §4: "R" needs a time to come
  return by;
}

bool is_envid(std::string_view value) {
  constexpr std::size_t kLongest = 100;
  return !value.empty() && value.size() <= kLongest && is_printable_xtext(value);
}

bool is_auth_mailbox(std::string_view value) {
  if (value == "<>") return true;
  const auto octets = decode_xtext(value);
  if (!octets || octets->empty()) return false;
  return is_utf8(*octets) &&
         std::none_of(octets->begin(), octets->end(), [](char c) { return is(c, kControl) || c == '\t'; });
}

bool is_holdfor(std::string_view value) {
  constexpr std::size_t kMostDigits = 9;
  return is_digits(value, kMostDigits) && !value.starts_with('0');
}

bool is_date_time(std::string_view value) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd";
  if (value.size() <= kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == 'd' ? !is(value[i], kDigit) : upper(value[i]) != kShape[i]) return false;
  }
  const std::chrono::year_month_day date(
      std::chrono::year(number(value.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(number(value.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(number(value.substr(8, 2)))));
  if (!date.ok()) return false;
  if (number(value.substr(11, 2)) > 23 || number(value.substr(14, 2)) > 59 ||
      number(value.substr(17, 2)) > 60) {
    return false;
  }
  std::string_view rest = value.substr(kShape.size());
  if (rest.starts_with('.')) {
    const std::size_t digits = prefix(rest.substr(1), kDigit);
    if (digits == 0) return false;
    rest.remove_prefix(digits + 1);
  }
  if (rest.size() == 1) return upper(rest[0]) == 'Z';
  return rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') && rest[3] == ':' &&
         all(rest.substr(1, 2), kDigit) && all(rest.substr(4, 2), kDigit) &&
         number(rest.substr(1, 2)) <= 23 && number(rest.substr(4, 2)) <= 59;
}

bool is_priority(std::string_view value) {
  if (value.starts_with('-')) return value.size() == 2 && '1' <= value[1] && value[1] <= '9';
  return value.size() == 1 && is(value[0], kDigit);
}

}  // namespace smtpspec::syntax
