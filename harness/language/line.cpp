#include "harness/language/line.hpp"

#include "harness/language/ascii.hpp"

#include <charconv>

namespace smtpspec::language {
namespace {

constexpr std::string_view kWhiteSpace = " \t";
constexpr std::string_view kWordEnds = " \t\"";
constexpr std::uint32_t kLongestWaitMs = 3'600'000;

bool is_white(char c) { return c == ' ' || c == '\t'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

Line::Line(std::string_view text, std::uint32_t number) : text_(text), number_(number) {}

bool Line::more() {
  while (offset_ < text_.size() && is_white(text_[offset_])) ++offset_;
  if (failed() || offset_ >= text_.size()) return false;
  const bool stands_apart = offset_ == 0 || is_white(text_[offset_ - 1]);
  return !(text_[offset_] == '#' && stands_apart);
}

std::string_view Line::peek() {
  if (!more()) return {};
  return rest().substr(0, rest().find_first_of(kWordEnds));
}

std::string_view Line::word(std::string_view wanted) {
  const std::string_view next = peek();
  if (next.empty()) {
    fail_here(wanted);
    return {};
  }
  advance(next.size());
  return next;
}

bool Line::take(std::string_view word) {
  if (peek() != word) return false;
  advance(word.size());
  return true;
}

bool Line::take_prefix(std::string_view prefix) {
  if (!more() || !rest().starts_with(prefix)) return false;
  advance(prefix.size());
  return true;
}

bool Line::at_string() { return more() && rest().front() == '"'; }

std::uint32_t Line::number(std::string_view wanted) {
  const std::string_view next = peek();
  const Position at = here();
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(next.data(), next.data() + next.size(), value);
  if (next.empty() || error != std::errc{} || end != next.data() + next.size()) {
    if (next.empty() || !is_digit(next.front())) {
      fail_here(wanted);
    } else {
      fail(at, next.size(), "'" + std::string(next) + "' is not a number of at most 32 bits");
    }
    return 0;
  }
  advance(next.size());
  return value;
}

Millis Line::duration() {
  const std::string_view next = peek();
  const Position at = here();
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(next.data(), next.data() + next.size(), value);
  const std::string_view unit = next.substr(static_cast<std::size_t>(end - next.data()));
  if (next.empty() || error != std::errc{} || (unit != "ms" && unit != "s")) {
    fail(at, next.size(), "expected a duration, " + found(), "a number and its unit: 300ms or 2s");
    return Millis{0};
  }
  if (value > (unit == "s" ? kLongestWaitMs / 1000 : kLongestWaitMs)) {
    fail(at, next.size(), "a duration of more than an hour");
    return Millis{0};
  }
  advance(next.size());
  return Millis{unit == "s" ? value * 1000 : value};
}

std::string_view Line::text() {
  const std::size_t start = rest().find_first_not_of(kWhiteSpace);
  std::string_view out = start == std::string_view::npos ? std::string_view{} : rest().substr(start);
  offset_ = text_.size();
  return out.substr(0, out.find_last_not_of(kWhiteSpace) + 1);
}

void Line::end() {
  if (!more()) return;
  const std::string_view next = peek();
  fail(here(), std::max<std::size_t>(1, next.size()), "expected the end of the line, " + found());
}

std::string_view Line::since(Position start) const {
  const std::string_view out = text_.substr(start.column - 1, offset_ + 1 - start.column);
  return out.substr(0, out.find_last_not_of(kWhiteSpace) + 1);
}

void Line::fail(Position at, std::size_t length, std::string what, std::string help) {
  if (failed()) return;
  failure_ = Diagnostic{.file = {},
                        .at = at,
                        .length = static_cast<std::uint32_t>(std::max<std::size_t>(1, length)),
                        .what = std::move(what),
                        .help = std::move(help),
                        .source = std::string(text_)};
}

std::string Line::found() {
  if (at_string()) return "found a string";
  const std::string_view next = peek();
  return next.empty() ? "but the line ends here" : "found '" + std::string(next) + "'";
}

void Line::fail_here(std::string_view wanted) {
  const std::size_t length = peek().size();
  fail(here(), length, "expected " + std::string(wanted) + ", " + found());
}

bool is_name(std::string_view word) {
  if (word.empty() || !is_letter(word.front())) return false;
  for (const char c : word) {
    if (!is_letter(c) && !is_digit(c) && c != '-' && c != '_') return false;
  }
  return true;
}

}  // namespace smtpspec::language
