#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text on its way into a report. Octets of a dialogue go through reply::visible(); the text that people and
/// catalogues wrote may be UTF-8, and comes through here, so that no report can be broken by what stands in
/// it.
namespace smtpspec::reports {

/// How many octets the well-formed UTF-8 character at the start of `text` takes; 0: there is none (RFC 3629
/// §4).
std::size_t utf8_character(std::string_view text);
bool is_utf8(std::string_view text);
/// At most `limit` octets from the start of `text`, no character of it torn.
std::string_view utf8_prefix(std::string_view text, std::size_t limit);

/// The text with everything that is no printable character made visible as \xHH: controls (all but LF and
/// HT), what is not UTF-8, noncharacters, and the marks that turn the direction of a line.
std::string clean(std::string_view text);
/// clean() on one line (LF and HT become spaces), cut with "..." to at most `limit` octets.
std::string one_line(std::string_view text, std::size_t limit);

/// Visible octets for display: a line of the result for each line (ended by LF) of `octets`, the line ends
/// still visible. Of more than `limit` octets the first are kept; `omitted` counts the others.
struct VisibleLines {
  std::vector<std::string> lines;
  std::size_t omitted = 0;
};
VisibleLines visible_lines(std::string_view octets, std::size_t limit);

/// Columns on a terminal, one for each UTF-8 character.
std::size_t columns(std::string_view text);
/// Words of `text` in lines of at most `width` columns; a longer word is cut. At least one line.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);
/// The text in lines of `width` columns (0: one line), nothing lost: octets are not folded as words are.
std::vector<std::string> folded(std::string_view text, std::size_t width);

/// The text, in which no line is a command to the runner of a GitHub workflow (`::stop-commands::` at its
/// start, `##[error]` anywhere): one octet of such a word stands as \xHH. Everything that a server can put
/// into what is printed goes through here.
std::string without_commands(std::string_view text);

}  // namespace smtpspec::reports
