#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::tests {

/// The types that a file defines and other files can see, each with its namespace: "smtpspec::run::Stage".
/// What is in an anonymous namespace, within another type or only declared is left out. Reads the layout of
/// clang-format: what stands in a namespace begins its line.
std::vector<std::string> shared_types(std::string_view text);

}  // namespace smtpspec::tests
