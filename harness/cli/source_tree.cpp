#include "harness/cli/source_tree.hpp"

namespace smtpspec::cli {

std::string_view scenarios_of_source_tree() { return SMTPSPEC_SOURCE_SCENARIOS; }

}  // namespace smtpspec::cli
