#pragma once

#include "fuzz/generate/law.hpp"

#include <cstddef>
#include <string>

namespace smtpspec::fuzz {

/// Appends a line of content with its CRLF, `length` octets in all, 2 at least. It never is a lone dot.
void append_content_line(std::string& out, std::size_t length, Random& random);
/// Appends lines of content and ".CRLF": `size` octets once its dots are undone, where there is room for the
/// line ends, 2 at least.
void append_content(std::string& out, std::size_t size, Random& random);
/// How large content may want to be: a few lines, or a size where something may end.
std::size_t content_size(Random& random);

}  // namespace smtpspec::fuzz
