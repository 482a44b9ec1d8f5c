#pragma once

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/domain.hpp"

#include <string_view>

namespace smtpspec::fuzz {

/// What is due of a text that is to be a domain, by a look at each octet and each label.
class DomainBreaches {
 public:
  explicit DomainBreaches(std::string_view text) {
    if (text.size() > 255) add(syntax::Oddity::long_domain, 255);
    text.starts_with('[') ? add_literal(text) : add_labels(text);
  }
  void check(const syntax::DomainReading& read) const {
    require(read.oddities == all_, "every breach in a domain is said, and nothing else");
    if (all_ == 0) return;
    require(read.error_offset == offset_, "the first breach in a domain is where it stands");
    require(has(first_, read.error), "and is what it is");
  }

 private:
  syntax::Oddities all_ = 0, first_ = 0;
  std::size_t offset_ = 0;

  void add(syntax::Oddity oddity, std::size_t offset) {
    if (all_ == 0 || offset < offset_) offset_ = offset, first_ = 0;
    if (offset == offset_) first_ |= static_cast<syntax::Oddities>(oddity);
    all_ |= static_cast<syntax::Oddities>(oddity);
  }
  void add_labels(std::string_view text) {
    std::size_t label = 0;  // where it begins
    for (std::size_t at = 0; at <= text.size(); ++at) {
      const bool ends = at == text.size() || text[at] == '.';
      if (ends && at == label) add(syntax::Oddity::empty_label, at);
      if (at == label + 63 && !ends) add(syntax::Oddity::long_domain, at);
      if (ends) {
        label = at + 1;
        continue;
      }
      const bool last = at + 1 == text.size() || text[at + 1] == '.';
      const bool inner = at != label && !last;
      if (text[at] == '_') add(syntax::Oddity::underscore_domain, at);
      if (text[at] != '_' && !is_letter_or_digit(text[at]) && !(text[at] == '-' && inner))
        add(syntax::Oddity::bad_domain, at);
    }
  }
  void add_literal(std::string_view text) {
    const bool closed = text.size() > 1 && text.ends_with(']');
    if (!closed || !is_good(text)) add(syntax::Oddity::bad_literal, closed ? 1 : text.size());
  }
  static bool is_letter_or_digit(char c) {
    return c < 0 || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
  }
  /// A length is another breach; of that length no IPv6 address is.
  static bool is_good(std::string_view literal) {
    if (literal.size() <= 255) return is_domain_or_literal(literal);
    return smtp_grammar().matches("address-literal", literal) && !same(literal.substr(1, 5), "IPv6:");
  }
};

}  // namespace smtpspec::fuzz
