#pragma once

#include "fuzz/generate/random.hpp"

#include <string>

namespace smtpspec::fuzz {

/// Changes what follows 354.
void mutate_content(std::string& content, Random& random);

}  // namespace smtpspec::fuzz
