#pragma once

#include <string>
#include <vector>

namespace smtpspec::fuzz {

/// The words of commands: verbs, keywords, values and mechanisms from the tables of the syntax and of what a
/// receiver knows, as they stand in a line.
const std::vector<std::string>& command_words();
/// The words of replies: codes, and the keywords of EHLO.
const std::vector<std::string>& reply_words();

}  // namespace smtpspec::fuzz
