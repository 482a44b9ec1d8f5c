#pragma once

#include "reports/problem.hpp"

#include <string>
#include <string_view>

namespace smtpspec::reports {

Result<std::string> read_file(const std::string& path);
/// Writes beside the file that `path` leads to and renames, so that a reader sees the old one or the new one,
/// never a part; its mode stays. What is no file (a device, a pipe) is written to. Folders that are missing
/// are not made. The CLI ends with exit_code::not_written when this fails.
Result<void> write_file(const std::string& path, std::string_view text);

}  // namespace smtpspec::reports
