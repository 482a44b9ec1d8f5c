#pragma once

#include "reports/results.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Lines of text whose parts have a tone, so that one layout serves terminals, log files and XML.
namespace smtpspec::reports {

enum class Tone : std::uint8_t { plain, strong, dim, good, info, caution, risky, bad, sent, received };
Tone tone_of(Verdict verdict);

struct Span {
  Tone tone = Tone::plain;
  std::string text;
};
using Line = std::vector<Span>;
using Lines = std::vector<Line>;

std::string painted(const Span& span, bool colour);
/// Each line with its line end, free of commands (text.hpp); with ANSI colours or without.
std::string painted(const Lines& lines, bool colour);

}  // namespace smtpspec::reports
