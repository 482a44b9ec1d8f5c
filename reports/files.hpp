#pragma once

#include "reports/problem.hpp"

#include <string>
#include <string_view>

namespace smtpspec::reports {

Result<std::string> read_file(const std::string& path);
/// Writes beside `path` and renames, so that a reader sees the old report or the new one, never a part.
/// Folders that are missing are not made. The CLI ends with exit_code::not_written when this fails.
Result<void> write_file(const std::string& path, std::string_view text);

}  // namespace smtpspec::reports
