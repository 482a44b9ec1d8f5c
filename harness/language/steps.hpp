#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/line.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace smtpspec::language {

/// The words that begin a step.
std::span<const std::string_view> step_words();

/// A step, if the line begins with one; else nothing, and the line is as it was.
std::optional<Step> read_step(Line& line);

/// Whether the line is a row of the step above it: an alternative, or a row of an outcome.
bool is_row(Line& line, const Step* above);
void read_row(Line& line, Step* above);

}  // namespace smtpspec::language
