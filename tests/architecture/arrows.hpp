#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::tests {

/// The borders of docs/architecture.md: what a file may not include, one message each. `file` is its path
/// from the root of the repository.
std::vector<std::string> wrong_arrows(std::string_view file, std::string_view text);

}  // namespace smtpspec::tests
