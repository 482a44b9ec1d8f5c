#pragma once

#include "reference/syntax/findings.hpp"
#include "reference/syntax/octets.hpp"

#include <string_view>

namespace smtpspec::syntax {

/// The length of what stands before the next SP or HT.
inline std::size_t word_length(std::string_view text) { return prefix_without(text, kBlank); }

/// Goes past the white space that `text` begins with, where one SP may stand.
inline std::string_view skip_blanks(std::string_view text, Findings& findings) {
  const std::size_t blanks = prefix(text, kBlank);
  if (const std::size_t tab = text.substr(0, blanks).find('\t'); tab != std::string_view::npos) {
    findings.odd(Oddity::tab_separator, text.data() + tab);
  }
  if (blanks > 1) findings.odd(Oddity::extra_space, text.data() + 1);
  return text.substr(blanks);
}

}  // namespace smtpspec::syntax
