#pragma once

#include <span>
#include <string>
#include <string_view>

namespace smtpspec::language {

/// "did you mean 'given'?" for the nearest of the words, if one is near enough to be a slip; else empty.
std::string suggest(std::string_view wrong, std::span<const std::string_view> words);

/// "a, b or c"
std::string one_of(std::span<const std::string_view> words);

}  // namespace smtpspec::language
