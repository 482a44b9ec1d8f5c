#pragma once

#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/command.hpp"

#include <algorithm>

namespace smtpspec::fuzz {

/// What is lawful but rare in what the grammar gave, by a plain look at it.
class RareForms {
 public:
  void add_domain(std::string_view domain) {
    const std::size_t colon = domain.find(':');
    if (!domain.starts_with('[')) {
      add_if(domain.find('.') == domain.npos, syntax::Feature::single_label_domain);
    } else if (colon == domain.npos) {
      add_if(true, syntax::Feature::ipv4_literal);
    } else {
      const bool ipv6 = same(domain.substr(1, colon - 1), "IPv6");
      add_if(true, ipv6 ? syntax::Feature::ipv6_literal : syntax::Feature::general_literal);
    }
  }
  /// Between the brackets.
  void add_path(std::string_view path) {
    add_if(path.empty(), syntax::Feature::null_path);
    if (path.empty()) return;
    const bool routed = path.starts_with('@');
    add_if(routed, syntax::Feature::source_route);
    const auto [local_part, domain] = split(path.substr(routed ? path.find(':') + 1 : 0));
    const bool quoted = local_part.starts_with('"');
    add_if(quoted, syntax::Feature::quoted_local_part);
    add_if(quoted && local_part.find('\\') != local_part.npos, syntax::Feature::quoted_pair);
    domain.empty() ? add_if(true, syntax::Feature::bare_postmaster) : add_domain(domain);
  }
  /// A command line without oddities, whatever its argument.
  void add_line(std::string_view line, bool verb_is_known) {
    const auto is_lower = [](char c) { return 'a' <= c && c <= 'z'; };
    const auto is_non_ascii = [](char c) { return c < 0; };
    const std::string_view verb = line.substr(0, line.find(' '));
    add_if(verb_is_known && std::any_of(verb.begin(), verb.end(), is_lower),
           syntax::Feature::lower_case_verb);
    add_if(std::any_of(line.begin(), line.end(), is_non_ascii), syntax::Feature::utf8);
  }
  void add_if(bool is, syntax::Feature feature) {
    if (is) features_ |= static_cast<syntax::Features>(feature);
  }
  syntax::Features features() const { return features_; }

 private:
  syntax::Features features_ = 0;
};

}  // namespace smtpspec::fuzz
