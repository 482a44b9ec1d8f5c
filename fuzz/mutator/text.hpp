#pragma once

#include "fuzz/generate/random.hpp"

#include <string>

namespace smtpspec::fuzz {

// Changes to a stretch of text, whatever it is.

/// Its digits, somewhere: a number at a border.
void change_number(std::string& text, Random& random);
/// The case of one word, or of one letter.
void change_case(std::string& text, Random& random);
/// Something is put in, or stands for an octet, that readers of text stumble over.
void put_trouble(std::string& text, Random& random);
/// The same around line ends.
void put_line_trouble(std::string& text, Random& random);
/// An octet is repeated until the text is as long as something may be, or one longer.
void grow(std::string& text, Random& random);

}  // namespace smtpspec::fuzz
