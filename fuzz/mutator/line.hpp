#pragma once

#include "fuzz/generate/random.hpp"

#include <string>

namespace smtpspec::fuzz {

/// Changes a part of a command line, which comes without its CRLF.
void mutate_line(std::string& line, Random& random);

}  // namespace smtpspec::fuzz
