#pragma once

#include "fuzz/generate/law.hpp"
#include "reference/syntax/command.hpp"

#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// A command line without its CRLF, no longer than one may be if it keeps the law. BDAT announces less than
/// eight octets.
std::string command(syntax::Verb verb, Random& random, Law law);
std::string any_command(Random& random, Law law);
/// " KEYWORD=value", as it may stand behind the path of MAIL or RCPT.
void append_parameter(std::string& out, syntax::Verb verb, Random& random, Law law);
/// A line of an AUTH exchange.
std::string_view response(Random& random);

}  // namespace smtpspec::fuzz
