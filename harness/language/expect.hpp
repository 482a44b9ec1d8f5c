#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/line.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace smtpspec::language {

/// "250", "5yz", "[45]yz|250" or "any"; nothing, and a failed line, if the word is none of them.
std::vector<CodePattern> read_codes(Line& line, std::string_view word, Position at);

/// What an expectation may say besides codes.
enum class Expecting : std::uint8_t { reply, handshake, auth };

/// What the server should answer, with its modifiers; up to a label, `cites` or `->`.
Expect read_expect(Line& line, Expecting expecting);

/// "| GRADE EXPECT ["LABEL"] [cites REQ] [-> end]", the bar consumed already.
Alternative read_alternative(Line& line, Expecting expecting);

/// "-> end", if it stands here.
bool read_end_of_scenario(Line& line);
/// 'seen "the real server and its octets"', if it stands here: no model behaves so, but somebody does.
std::string read_seen(Line& line);
Grade read_grade(Line& line);
/// A requirement id; fails if it does not look like one.
std::string read_requirement(Line& line);

}  // namespace smtpspec::language
