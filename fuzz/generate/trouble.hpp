#pragma once

#include <string_view>

namespace smtpspec::fuzz {

using namespace std::string_view_literals;

// What no table of the syntax has: octets where readers of lines, quotes and characters go wrong.

/// Around line ends and the end of content.
inline constexpr std::string_view kLineTrouble[] = {
    "\r\n"sv,
    "\n"sv,
    "\r"sv,
    "\0"sv,
    ".\r\n"sv,
    "."sv,
    ".."sv,
    "\r\n.\r\n"sv,
    "\n.\n"sv,
    "\n.\r\n"sv,
    "\r\n.\n"sv,
    "\r.\r"sv,
    "\r\n.\r"sv,
    "\r\r\n"sv,
    "\r\n.\r\r\n"sv,
    "\r\n\0.\r\n"sv,
    "\r\n.\0\r\n"sv,
    "\r\n..\r\n"sv,
    "\r\n.\r\n\r\n"sv,
};
/// Within a line.
inline constexpr std::string_view kTextTrouble[] = {
    "\""sv, "\\"sv, "\\\""sv, "\\\\"sv,   "\"\""sv, "@"sv,  "<"sv,  ">"sv,    "<>"sv,   ":"sv,  ","sv,
    ";"sv,  "="sv,  "+"sv,    "+0D+0A"sv, "+0"sv,   "."sv,  ".."sv, "-"sv,    "_"sv,    "["sv,  "]"sv,
    "("sv,  ")"sv,  "%"sv,    "!"sv,      " "sv,    "  "sv, "\t"sv, "\x7f"sv, "\x1b"sv, "::"sv,
};
/// UTF-8 and what is not: cut off, overlong, a surrogate, too great (RFC 3629 §4).
inline constexpr std::string_view kUtf8Trouble[] = {
    "\xc3\xbc"sv,
    "\xe2\x82\xac"sv,
    "\xf0\x9f\x98\x80"sv,
    "\x80"sv,
    "\xc3"sv,
    "\xc0\xaf"sv,
    "\xe0\x80\xaf"sv,
    "\xe0\x9f\xbf"sv,
    "\xed\xa0\x80"sv,
    "\xed\xbf\xbf"sv,
    "\xf0\x8f\xbf\xbf"sv,
    "\xf4\x8f\xbf\xbf"sv,
    "\xf4\x90\x80\x80"sv,
    "\xf5\x80\x80\x80"sv,
    "\xff"sv,
};

}  // namespace smtpspec::fuzz
