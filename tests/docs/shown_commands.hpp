#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::tests {

/// A command that the documentation shows: a line of a ```sh block, or behind "$ " in a ```console block,
/// that begins with smtpspec or ./dev. Lines that end in a backslash are joined, and a comment behind the
/// command is taken off.
struct ShownCommand {
  std::string text;
  std::size_t line = 0;
  bool is_run = true;  ///< false below <!-- not run -->: the names of its options are checked only
  int exit_code = 0;   ///< "# exits with 1" behind it says another
};

std::vector<ShownCommand> shown_commands(std::string_view markdown);

}  // namespace smtpspec::tests
