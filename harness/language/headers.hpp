#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/line.hpp"

#include <span>
#include <string_view>

namespace smtpspec::language {

/// The words that begin a header.
std::span<const std::string_view> header_words();

/// Reads a header into the scenario, if the line begins with one. `false`: it does not, and the line is as it
/// was.
bool read_header(Line& line, Scenario& scenario);

}  // namespace smtpspec::language
