#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/line.hpp"

#include <array>
#include <string_view>

namespace smtpspec::language {

/// What may stand inside ${...} besides a variable's name.
inline constexpr std::array<std::string_view, 6> kFunctions = {"length", "repeat", "base64",
                                                               "xtext",  "upper",  "lower"};

/// Where a text with holes ends.
enum class TextEnds : std::uint8_t {
  quote,        ///< a string: escapes are undone, the quotes consumed
  white_space,  ///< a word; holes may hold white space
  line,         ///< the end of the line
};

/// Reads a text with holes at the line's position.
Template read_template(Line& line, TextEnds ends);
/// A string, or a word with holes.
Template read_value(Line& line, std::string_view wanted);
/// A string without holes.
std::string read_plain_string(Line& line, std::string_view wanted);

/// The text that an argument of a Hole stands for: arguments may hold ${...} and $$. Arguments of a parsed
/// file have been checked.
Template argument_template(std::string_view argument);

}  // namespace smtpspec::language
