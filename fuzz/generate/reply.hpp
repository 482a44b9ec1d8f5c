#pragma once

#include "fuzz/generate/law.hpp"

#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// The codes of RFC 5321 §4.2.2 and of the extensions.
inline constexpr std::string_view kCodes[] = {"211", "214", "220", "221", "235", "250", "251", "252", "334",
                                              "354", "421", "432", "450", "451", "452", "454", "455", "500",
                                              "501", "502", "503", "504", "521", "523", "530", "534", "535",
                                              "538", "550", "551", "552", "553", "554", "555", "556"};

/// Appends a code: one of those, or, where it bends, another, or none.
void append_code(std::string& out, Random& random, Law law);
/// Appends an enhanced code (RFC 2034 §4) for replies of this class, a digit.
void append_enhanced(std::string& out, char klass, Random& random, Law law);
/// Appends a reply: one line or several, with its line ends.
void append_reply(std::string& out, Random& random, Law law);
/// Appends a line of EHLO's reply behind the code: a keyword, perhaps with arguments.
void append_keyword(std::string& out, Random& random);

}  // namespace smtpspec::fuzz
