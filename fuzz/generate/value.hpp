#pragma once

#include "fuzz/generate/law.hpp"
#include "reference/syntax/parameter_table.hpp"

#include <string>
#include <string_view>

namespace smtpspec::fuzz {

// The words that values are made of.
inline constexpr std::string_view kBodies[] = {"7BIT", "8BITMIME", "BINARYMIME"};      // RFC 6152, 3030
inline constexpr std::string_view kReturns[] = {"FULL", "HDRS"};                       // RFC 3461 §4.3
inline constexpr std::string_view kNotifications[] = {"SUCCESS", "FAILURE", "DELAY"};  // §4.1
inline constexpr std::string_view kAddressTypes[] = {"rfc822;", "utf-8;", "x400;"};    // §4.2, RFC 6533
inline constexpr std::string_view kByModes[] = {";R", ";N", ";RT", ";NT"};             // RFC 2852 §4

/// Appends a value of this form.
void append_value(std::string& out, syntax::ValueForm form, Random& random, Law law);
/// xtext (RFC 3461 §4) of `length` octets.
void append_xtext(std::string& out, std::size_t length, Random& random, Law law);

}  // namespace smtpspec::fuzz
