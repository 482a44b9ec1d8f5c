#pragma once

#include "harness/run/certify.hpp"

#include <string>
#include <vector>

namespace smtpspec::run::test {

/// Where the table of decisions and the scenarios about a choice do not say the same of it: a choice stands
/// as fail or risk if that is the worst that the cases of its requirements convict it of. What no case of its
/// own convicts is not asked.
std::vector<std::string> disagreements(const Certificate& certificate);

}  // namespace smtpspec::run::test
