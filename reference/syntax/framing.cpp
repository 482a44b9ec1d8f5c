#include "reference/syntax/framing.hpp"

#include "reference/syntax/octets.hpp"

#include <algorithm>

namespace smtpspec::syntax {
namespace {

/// An ordinary line that lies wholly in `input`: ended by CRLF, within the limit, and
/// without an octet that the rules treat specially. The common case, without a copy.
std::optional<Line> ordinary_line(std::string_view input, const FramingRules& rules) {
  const std::size_t lf = input.find('\n');
  if (lf == std::string_view::npos || lf == 0 || input[lf - 1] != '\r' || lf + 1 > rules.limit)
    return std::nullopt;
  const std::string_view text = input.substr(0, lf - 1);
  if (plain_run(text).length == text.size()) return Line{.text = text, .plain = true};
  if (rules.bare_cr != FramingRules::BareCr::kept && text.find('\r') != std::string_view::npos)
    return std::nullopt;
  if (rules.nul != FramingRules::Nul::kept && text.find('\0') != std::string_view::npos) return std::nullopt;
  return Line{.text = text};
}

}  // namespace

std::optional<Line> LineReader::next(std::string_view& input, const FramingRules& rules) {
  if (handed_out_) forget();
  if (idle()) {
    if (const auto line = ordinary_line(input, rules)) {
      input.remove_prefix(line->text.size() + 2);
      return line;
    }
  }
  while (!input.empty()) {
    if (const Then then = step(input, rules); then != Then::go_on) return finish(then);
    if (taken_ >= rules.limit && fault_ == LineFault::none) {
      if (const Then then = limit_reached(rules); then != Then::go_on) return finish(then);
    }
  }
  return std::nullopt;
}

/// Takes one octet, or a run of plain ones up to the limit.
LineReader::Then LineReader::step(std::string_view& input, const FramingRules& rules) {
  if (after_cr_ && input.front() != '\n') {
    after_cr_ = false;
    return bare_cr(rules);
  }
  const std::size_t room = taken_ < rules.limit ? rules.limit - taken_ : input.size();
  const std::size_t run = plain_run(input.substr(0, room)).length;
  const std::string_view octets = input.substr(0, std::max<std::size_t>(run, 1));
  input.remove_prefix(octets.size());
  taken_ += octets.size();
  if (run == 0) return take(octets.front(), rules);
  keep(octets, rules);
  return Then::go_on;
}

LineReader::Then LineReader::take(char octet, const FramingRules& rules) {
  switch (octet) {
    case '\n':
      if (after_cr_) return Then::line;
      return bare_lf(rules);
    case '\r':
      after_cr_ = true;
      return Then::go_on;
    case '\0':
      return nul(rules);
    default:
      keep({&octet, 1}, rules);
      return Then::go_on;
  }
}

LineReader::Then LineReader::bare_lf(const FramingRules& rules) {
  switch (rules.bare_lf) {
    case FramingRules::BareLf::kept:
      keep("\n", rules);
      break;
    case FramingRules::BareLf::ends_line:
      return Then::line;
    case FramingRules::BareLf::refused:
      refuse(LineFault::bare_lf);
      break;
    case FramingRules::BareLf::refused_at_once:
      refuse(LineFault::bare_lf);
      return Then::line;
    case FramingRules::BareLf::closes:
      return close(LineFault::bare_lf);
  }
  return Then::go_on;
}

LineReader::Then LineReader::bare_cr(const FramingRules& rules) {
  switch (rules.bare_cr) {
    case FramingRules::BareCr::ends_line:
      return Then::line;
    case FramingRules::BareCr::kept:
      keep("\r", rules);
      break;
    case FramingRules::BareCr::stripped:
      break;
    case FramingRules::BareCr::refused:
      refuse(LineFault::bare_cr);
      break;
    case FramingRules::BareCr::closes:
      return close(LineFault::bare_cr);
  }
  return Then::go_on;
}

LineReader::Then LineReader::nul(const FramingRules& rules) {
  switch (rules.nul) {
    case FramingRules::Nul::kept:
      keep({"\0", 1}, rules);
      break;
    case FramingRules::Nul::stripped:
      break;
    case FramingRules::Nul::cuts_line:
      swallowing_ = true;
      break;
    case FramingRules::Nul::refused:
      refuse(LineFault::nul);
      break;
    case FramingRules::Nul::closes:
      return close(LineFault::nul);
  }
  return Then::go_on;
}

LineReader::Then LineReader::limit_reached(const FramingRules& rules) {
  switch (rules.too_long) {
    case FramingRules::TooLong::refused:
      refuse(LineFault::too_long);
      break;
    case FramingRules::TooLong::accepted:
      break;
    case FramingRules::TooLong::tail_is_command:
      refuse(LineFault::too_long);
      return Then::line;
    case FramingRules::TooLong::head_and_tail_are_commands:
      return Then::line;
    case FramingRules::TooLong::head_is_command:
      swallowing_ = true;
      break;
    case FramingRules::TooLong::closes:
      return close(LineFault::too_long);
  }
  return Then::go_on;
}

void LineReader::refuse(LineFault fault) {
  if (fault_ == LineFault::none) fault_ = fault;
  swallowing_ = true;
}

/// For that reason, whatever was wrong with the line before.
LineReader::Then LineReader::close(LineFault fault) {
  fault_ = fault;
  return Then::close;
}

void LineReader::keep(std::string_view octets, const FramingRules& rules) {
  const bool any_length = rules.too_long == FramingRules::TooLong::accepted;
  const std::size_t most = any_length ? kLongestKept : rules.limit;
  if (!swallowing_ && held_.size() < most) held_ += octets.substr(0, most - held_.size());
}

Line LineReader::finish(Then then) {
  const Line line{.text = held_, .fault = fault_, .closes = then == Then::close};
  handed_out_ = true;
  taken_ = 0;
  fault_ = LineFault::none;
  after_cr_ = false;
  swallowing_ = false;
  return line;
}

void LineReader::forget() {
  held_.clear();
  handed_out_ = false;
}

bool LineReader::operator==(const LineReader& other) const {
  const auto unfinished = [](const LineReader& reader) {
    return reader.handed_out_ ? std::string_view{} : std::string_view{reader.held_};
  };
  return unfinished(*this) == unfinished(other) && taken_ == other.taken_ && fault_ == other.fault_ &&
         after_cr_ == other.after_cr_ && swallowing_ == other.swallowing_;
}

}  // namespace smtpspec::syntax
