#pragma once

#include <string_view>

#include "fuzz/adapter/smtpspec_fuzz.h"

namespace smtpspec::fuzz {

// One function for each part that a parser may offer: gives it the input and compares what it says with the
// reference.
void compare_command(const smtpspec_parser& parser, std::string_view input);
void compare_path(const smtpspec_parser& parser, std::string_view input);
void compare_mailbox(const smtpspec_parser& parser, std::string_view input);
void compare_content(const smtpspec_parser& parser, std::string_view input);
void compare_reply(const smtpspec_parser& parser, std::string_view input);
void compare_session(const smtpspec_parser& parser, std::string_view input);

}  // namespace smtpspec::fuzz
