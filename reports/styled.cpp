#include "reports/styled.hpp"

#include "reports/text.hpp"

#include <array>

namespace smtpspec::reports {
namespace {

constexpr std::array<std::string_view, 10> kAnsi = {
    "", "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[36m", "\x1b[33m", "\x1b[1;35m", "\x1b[1;31m", "\x1b[34m", "",
};

}  // namespace

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return Tone::good;
    case Verdict::note:
      return Tone::info;
    case Verdict::warn:
    case Verdict::blocked:
      return Tone::caution;
    case Verdict::skip:
      return Tone::dim;
    case Verdict::risk:
      return Tone::risky;
    case Verdict::fail:
    case Verdict::error:
      return Tone::bad;
  }
  return Tone::plain;
}

std::string painted(const Span& span, bool colour) {
  const std::string_view ansi = kAnsi.at(static_cast<std::size_t>(span.tone));
  if (!colour || ansi.empty() || span.text.empty()) return span.text;
  return std::string(ansi).append(span.text).append("\x1b[0m");
}

std::string painted(const Lines& lines, bool colour) {
  std::string out;
  for (const Line& line : lines) {
    std::string text;
    for (const Span& span : line) text += painted(span, colour);
    out.append(without_commands(text)).append("\n");
  }
  return out;
}

}  // namespace smtpspec::reports
