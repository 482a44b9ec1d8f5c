#pragma once

#include "harness/run/options.hpp"

#include <string>
#include <string_view>

namespace smtpspec::run {

/// The command that repeats one case as it was played; a password is never part of it.
std::string rerun_command(const Options& options, std::string_view case_id);

/// As one word for a POSIX shell.
std::string shell_word(std::string_view text);

}  // namespace smtpspec::run
