#pragma once

#include "fuzz/support/choices.hpp"
#include "fuzz/support/naive_content.hpp"
#include "fuzz/support/require.hpp"
#include "reference/syntax/content.hpp"

#include <string>

namespace smtpspec::fuzz {

/// What has come of a content, by these rules, after all that was read.
struct ContentRead {
  syntax::ContentStatus status = syntax::ContentStatus::more;
  syntax::ContentReader reader;
  std::string content;
  std::size_t left = 0;
  bool operator==(const ContentRead&) const = default;

  void read(std::string_view input, const syntax::ContentRules& rules) {
    using syntax::ContentStatus;
    if (status == ContentStatus::more) status = reader.read(input, rules, content);
    left += input.size();
    require(content.size() <= rules.size_limit, "no more is kept than the rules allow");
    require(status != ContentStatus::more || left == 0, "all input is taken");
  }
};

/// Eleven choices; limits are small, so that an input can reach them.
inline syntax::ContentRules choose_content_rules(Choices& choices) {
  using syntax::DotIs;
  using Rules = syntax::ContentRules;
  Rules rules;
  const auto before = choices.pick(syntax::BeforeDot::crlf_nul);
  const auto after = choices.pick(syntax::AfterDot::nul_crlf);
  const auto dot = choices.pick(DotIs::closes);
  if (dot != DotIs::content) rules.set_dot(before, after, dot);
  rules.transparency = choices.pick(Rules::Transparency::kept);
  rules.bare_lf = choices.pick(Rules::Bare::closes);
  rules.bare_cr = choices.pick(Rules::Bare::closes);
  rules.nul = choices.pick(Rules::Nul::cuts_line);
  rules.long_line = choices.pick(Rules::LongLine::folded);
  if (const std::size_t limit = choices.number(16); limit > 0) rules.line_limit = limit + 3;
  rules.too_big = choices.pick(Rules::TooBig::closes);
  if (const std::size_t limit = choices.number(64); limit > 0) rules.size_limit = limit;
  return rules;
}

/// Whatever their limits are, and what transparency takes from a line where its end was looked for before.
inline bool conform(const syntax::ContentRules& rules) {
  syntax::ContentRules conforming;
  if (rules.transparency != syntax::ContentRules::Transparency::before_the_end)
    conforming.transparency = rules.transparency;
  conforming.line_limit = rules.line_limit;
  conforming.size_limit = rules.size_limit;
  return rules == conforming;
}

inline Dots dots(const syntax::ContentRules& rules) {
  using enum syntax::ContentRules::Transparency;
  return rules.transparency == one_dot_removed    ? Dots::first_goes
         : rules.transparency == doubled_dot_only ? Dots::first_of_two_goes
                                                  : Dots::stay;
}

/// Bits of ContentFault.
inline std::uint8_t faults(const NaiveContent& content, const syntax::ContentRules& rules) {
  using syntax::ContentFault;
  const auto bit = [](bool is_there, ContentFault fault) {
    return is_there ? static_cast<unsigned>(fault) : 0U;
  };
  return static_cast<std::uint8_t>(
      bit(content.bare_lf, ContentFault::bare_lf) | bit(content.bare_cr, ContentFault::bare_cr) |
      bit(content.nul, ContentFault::nul) | bit(content.eight_bit, ContentFault::eight_bit) |
      bit(content.longest_line > rules.line_limit, ContentFault::long_line) |
      bit(content.octets.size() > rules.size_limit, ContentFault::too_big));
}

}  // namespace smtpspec::fuzz
