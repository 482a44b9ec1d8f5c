#pragma once

#include "fuzz/support/require.hpp"
#include "reference/syntax/content.hpp"

#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// What the reader says of the dots of a content that ended, and by search is there: a dot that begins a line
/// of any kind, and what stands behind it.
inline void check_dots(const syntax::ContentReader& reader, std::string_view content) {
  using namespace std::string_view_literals;
  using syntax::BeforeDot, syntax::AfterDot;
  struct Before {
    BeforeDot is;
    std::string_view octets;
  };
  // The first that fits; a mark stands before the content.
  static constexpr Before kBefore[] = {{BeforeDot::crlf_nul, "\r\n\0"sv}, {BeforeDot::crlf_nul, "^\0"sv},
                                       {BeforeDot::crlf, "\r\n"sv},       {BeforeDot::start, "^"sv},
                                       {BeforeDot::lf, "\n"sv},           {BeforeDot::cr, "\r"sv}};
  static constexpr std::string_view kAfter[] = {"\r\n"sv, "\n"sv, "\r"sv, "\r\r\n"sv, "\0\r\n"sv};
  bool met[syntax::kBeforeDots][syntax::kAfterDots] = {};
  std::size_t dots = 0;
  for (std::size_t at = content.find('.'); at != content.npos; at = content.find('.', at + 1)) {
    const std::string mark = at < 3 ? "^" : "";
    const std::string front = mark + std::string(content.substr(at < 3 ? 0 : at - 3, at < 3 ? at : 3));
    for (const Before& before : kBefore) {
      const bool marked = before.octets.front() == '^';
      if (marked ? front != before.octets || mark.empty() : !front.ends_with(before.octets)) continue;
      ++dots;
      const std::string_view behind = content.substr(at + 1);
      for (std::size_t after = 0; after < syntax::kAfterDots; ++after) {
        const bool is_cr = kAfter[after] == "\r"sv;
        met[static_cast<std::size_t>(before.is)][after] |=
            behind.starts_with(kAfter[after]) && !(is_cr && behind.starts_with("\r\n"));
      }
      break;
    }
  }
  for (std::size_t before = 0; before < syntax::kBeforeDots; ++before)
    for (std::size_t after = 0; after < syntax::kAfterDots; ++after)
      require(reader.met(static_cast<BeforeDot>(before), static_cast<AfterDot>(after)) == met[before][after],
              "it is said between what a dot stood, and nothing else");
  require(reader.leading_dot() == (dots > 1), "it is said that a dot began a line and ended nothing");
}

}  // namespace smtpspec::fuzz
