#pragma once

#include <string_view>

namespace smtpspec::cli {

/// Writes to standard output, at once. What cannot be written does not stop a run: its reports are still
/// wanted; run_command_line() says so in the end.
void say(std::string_view text);

/// Says on standard error what is wrong; nothing where it is empty. It may quote a server.
void complain(std::string_view what);

/// From here on, a reader of our output that goes away (`| head`) is a failure to write, and no end of the
/// process. What is launched does not inherit it.
void outlive_readers();

}  // namespace smtpspec::cli
