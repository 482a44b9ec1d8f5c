#pragma once

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/command.hpp"

#include <algorithm>
#include <string_view>

namespace smtpspec::fuzz {

/// Up to its first breach a line begins a command of the grammar: white space apart, where something stands
/// that must not. An address literal that does not end in a bracket is said to break off at its end, whatever
/// stands in it.
inline void check_breach(const syntax::Command& command, std::string_view line) {
  using enum syntax::Oddity;
  if (command.oddities == 0) return;
  const std::size_t begun = smtp_grammar().begun("command", line);
  const std::size_t next = std::min(line.find_first_not_of(" \t", begun), line.size());
  const bool is_of_domain = has(command.oddities, bad_literal) || has(command.oddities, bad_greeting_name) ||
                            has(command.oddities, bad_route);
  const bool in_literal = is_of_domain && line.rfind('[', begun) != std::string_view::npos;
  require(command.error_offset <= next || in_literal, "up to its first breach a line begins a command");
}

}  // namespace smtpspec::fuzz
