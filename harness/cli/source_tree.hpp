#pragma once

#include <string_view>

namespace smtpspec::cli {

/// The folder of scenarios in the source tree that this program was built from.
std::string_view scenarios_of_source_tree();

}  // namespace smtpspec::cli
