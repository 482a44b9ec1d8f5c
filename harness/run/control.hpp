#pragma once

#include "harness/language/catalogue.hpp"
#include "harness/run/mutations.hpp"

#include <string>
#include <vector>

namespace smtpspec::run {

/// The deviations under which not even one plain message goes through, though no requirement of that dialogue
/// is what they break: what a scenario says of them, it would say of a server that does not work at all.
std::vector<std::string> beyond_control(const std::vector<Mutation>& all,
                                        const language::Catalogue& catalogue);

}  // namespace smtpspec::run
