#pragma once

#include "reports/problem.hpp"

#include <filesystem>
#include <string>

namespace smtpspec::campaign {

/// The octets of a file that libFuzzer wrote. It does not notice that a disk is full, but its names end in
/// the SHA-1 of what it meant to write: a file that is not that is a Problem, as is one that cannot be read.
reports::Result<std::string> whole(const std::filesystem::path& file);

}  // namespace smtpspec::campaign
