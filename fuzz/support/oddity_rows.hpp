#pragma once

#include "fuzz/support/require.hpp"
#include "reference/syntax/command.hpp"

#include <string>

namespace smtpspec::fuzz {

/// A line that breaks the grammar, as which breach that is said, and where: between `front` and `back`.
struct OddityRow {
  syntax::Oddity oddity;
  std::string front, back;
  syntax::Oddities others = 0;  ///< that are said besides: of the same breach, or one behind it
};

inline void check(const OddityRow& row) {
  const std::string line = row.front + row.back;
  syntax::Command command;
  parse_command(line, {}, command);
  require(command.error == row.oddity && command.error_offset == row.front.size(),
          "a breach of the grammar is said, and where it stands");
  require(command.oddities == (static_cast<syntax::Oddities>(row.oddity) | row.others),
          "no breach is said that is none");
}

inline void check_oddity_rows() {
  using enum syntax::Oddity;
  constexpr auto kBadLocalPart = static_cast<syntax::Oddities>(bad_local_part);
  constexpr auto kTrailingSpace = static_cast<syntax::Oddities>(trailing_space);
  const std::string label(63, 'x'), part(64, 'x'), labels = label + '.' + label + '.' + label + '.';
  const std::string from = "MAIL FROM:";
  const OddityRow rows[] = {
      {missing_brackets, from, "a@b.test"},
      {space_after_colon, from, " <a@b.test>"},
      {space_before_colon, "MAIL FROM", " :<a@b.test>"},
      {control_octet, "NOOP a", "\1b"},
      {eight_bit, "NOOP a", "\xffZ"},
      {no_domain, from + "<a", ">"},
      {empty_label, from + "<a@b.", ".test>"},
      {empty_label, from + "<a@test.", ">"},
      {dot_local_part, from + "<a.", ".b@c.test>"},
      {dot_local_part, from + "<", ".a@b.test>"},
      {dot_local_part, from + "<a", ".@b.test>"},
      {long_local_part, from + "<" + part, "x@b.test>"},
      {long_domain, from + "<a@" + label, "x.test>"},
      {bad_greeting_name, "EHLO " + labels + label, ".test"},
      {long_path, from + "<" + part + "@" + labels.substr(0, 189), "b.test>"},
      {underscore_domain, from + "<a@b", "_c.test>"},
      {underscore_domain, from + "<a@", "_c.test>"},
      {tab_separator, "MAIL", "\tFROM:<a@b.test>"},
      {tab_separator, from + "<a@b.test>", "\tSIZE=1"},
      {trailing_space, "RSET", " "},
      {trailing_space, from + "<a@b.test>", "\t "},
      {unexpected_argument, "RSET ", "now"},
      {unexpected_argument, "AUTH PLAIN = ", "now"},
      {unexpected_argument, "BDAT 1 ", "FIRST"},
      {unexpected_argument, "BDAT 1 LAST", " now"},
      {missing_argument, "VRFY", ""},
      {missing_argument, from, ""},
      {bad_literal, from + "<a@[", "256.1.2.3]>"},
      {bad_parameter, from + "<a@b.test> A", "_=b"},
      {bad_parameter, from + "<a@b.test> A=b", "=c"},
      {bad_parameter, from + "<a@b.test> A=", ""},
      {bad_greeting_name, "EHLO a", "_b"},
      {repeated_parameter, from + "<a@b.test> A=1 B ", "a=2"},
      {garbage_after_path, from + "<a@b.test>", "A=b"},
      {bad_count, "BDAT 1", "x"},
      {bad_count, "BDAT ", "18446744073709551616"},
      {bad_local_part, from + "<a", "(b@c.test>"},
      {bad_local_part, from + "<\"a\"", "b@c.test>"},
      {bad_local_part, "RCPT TO:<@a.test:", "@b.test>"},
      {bad_domain, from + "<a@b", "!c.test>"},
      {bad_domain, from + "<a@b", "-.test>"},
      {bad_domain, from + "<a@b.", "-test>"},
      {unterminated_quote, from + "<", "\"a@b.test>", kBadLocalPart},
      {unterminated_path, from + "<a@b.test", ""},
      {bad_route, "RCPT TO:<@a", "_b:c@d.test>"},
      {bad_route, "RCPT TO:<", "@a b@c.test>"},
      {missing_keyword, "MAIL ", "<a@b.test>"},
      {missing_keyword, "MAIL FROM", "<a@b.test>"},
      {bad_mechanism, "AUTH ", "A!B"},
      {leading_space, "", " RSET"},
      {extra_space, "MAIL ", " FROM:<a@b.test>"},
      {extra_space, from + "<a@b.test> ", "  SIZE=1"},
      {null_forward_path, "RCPT TO:", "<>"},
      {control_octet, "NOOP a", "\1b ", kTrailingSpace},
      {leading_space, "", " RSET ", kTrailingSpace},
  };
  syntax::Oddities seen = 0;
  for (const OddityRow& row : rows) {
    check(row);
    seen |= static_cast<syntax::Oddities>(row.oddity);
  }
  require(seen == ~syntax::Oddities{}, "there is a row for each breach");
}

}  // namespace smtpspec::fuzz
