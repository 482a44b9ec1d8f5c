#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::cli {

/// Text broken into lines of at most `width` columns, each indented; ends with a line end unless it is empty.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = 100);

}  // namespace smtpspec::cli
