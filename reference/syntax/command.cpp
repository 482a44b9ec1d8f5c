#include "reference/syntax/command.hpp"

#include "reference/syntax/blanks.hpp"
#include "reference/syntax/domain.hpp"
#include "reference/syntax/findings.hpp"
#include "reference/syntax/octets.hpp"
#include "reference/syntax/parameter_list.hpp"
#include "reference/syntax/path.hpp"
#include "reference/syntax/utf8.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace smtpspec::syntax {
namespace {

/// Reads the argument of one verb. `argument` has no white space around it.
using ReadArgument = void (*)(std::string_view argument, const Reading& reading, Findings& findings);

void any(std::string_view, const Reading&, Findings&) {}

void none(std::string_view argument, const Reading&, Findings& findings) {
  if (!argument.empty()) findings.odd(Oddity::unexpected_argument, argument.data());
}

void required(std::string_view argument, const Reading&, Findings& findings) {
  if (argument.empty()) findings.odd(Oddity::missing_argument, argument.data());
}

/// Domain / address-literal
void greeting_name(std::string_view argument, const Reading&, Findings& findings) {
  if (argument.empty()) return findings.odd(Oddity::missing_argument, argument.data());
  const DomainReading name = read_domain(argument);
  findings.command().features |= name.features;
  if (name.oddities != 0) findings.odd(Oddity::bad_greeting_name, argument.data() + name.error_offset);
}

/// KEYWORD ":" Path [ SP Mail-parameters ]
void path_after(std::string_view keyword, Direction direction, std::string_view text, const Reading& reading,
                Findings& findings) {
  if (!equals_ignoring_case(text.substr(0, keyword.size()), keyword)) {
    findings.odd(Oddity::missing_keyword, text.data());
  } else {
    text.remove_prefix(keyword.size());
    const std::size_t blanks = prefix(text, kBlank);
    if (text.substr(blanks).starts_with(':')) {
      if (blanks > 0) findings.odd(Oddity::space_before_colon, text.data());
      text.remove_prefix(blanks + 1);
    } else {
      findings.odd(Oddity::missing_keyword, text.data());
      text.remove_prefix(blanks);
    }
  }
  if (const std::size_t blanks = prefix(text, kBlank); blanks > 0) {
    findings.odd(Oddity::space_after_colon, text.data());
    text.remove_prefix(blanks);
  }
  if (text.empty()) return findings.odd(Oddity::missing_argument, text.data());

  std::string_view rest = read_path(text, direction, reading, findings);
  if (rest.empty()) return;
  if (!is(rest.front(), kBlank)) {
    findings.odd(Oddity::garbage_after_path, rest.data());
    rest.remove_prefix(word_length(rest));
  }
  read_parameters(skip_blanks(rest, findings), findings);
}

void from_path(std::string_view argument, const Reading& reading, Findings& findings) {
  path_after("FROM", Direction::reverse, argument, reading, findings);
}

void to_path(std::string_view argument, const Reading& reading, Findings& findings) {
  path_after("TO", Direction::forward, argument, reading, findings);
}

/// SASL-mechanism name [ SP initial-response ] (RFC 4954 §4, RFC 4422 §3.1)
void sasl(std::string_view argument, const Reading&, Findings& findings) {
  constexpr std::size_t kLongestMechanism = 20;
  Command& command = findings.command();
  if (argument.empty()) return findings.odd(Oddity::missing_argument, argument.data());
  command.mechanism = argument.substr(0, word_length(argument));
  const bool good = std::all_of(command.mechanism.begin(), command.mechanism.end(),
                                [](char c) { return is(c, kAlpha | kDigit) || c == '-' || c == '_'; });
  if (!good || command.mechanism.size() > kLongestMechanism) {
    findings.odd(Oddity::bad_mechanism, command.mechanism.data());
  }
  const std::string_view rest = skip_blanks(argument.substr(command.mechanism.size()), findings);
  if (rest.empty()) return;
  command.has_initial_response = true;
  command.initial_response = rest.substr(0, word_length(rest));
  const std::string_view more = skip_blanks(rest.substr(command.initial_response.size()), findings);
  if (!more.empty()) findings.odd(Oddity::unexpected_argument, more.data());
}

/// Octets as a number; false if it does not fit in 64 bits. A count that wraps is taken modulo 2^32 and
/// always fits.
bool read_count(std::string_view digits, bool wraps, std::uint64_t& count) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  count = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (wraps) {
      count = (count * 10 + digit) & std::numeric_limits<std::uint32_t>::max();
    } else if (count > (kMost - digit) / 10) {
      count = kMost;
      return false;
    } else {
      count = count * 10 + digit;
    }
  }
  return true;
}

/// chunk-size [ SP "LAST" ] (RFC 3030 §2)
void chunk(std::string_view argument, const Reading& reading, Findings& findings) {
  Command& command = findings.command();
  if (argument.empty()) return findings.odd(Oddity::missing_argument, argument.data());
  const std::string_view word = argument.substr(0, word_length(argument));
  const std::size_t digits = prefix(word, kDigit);
  const bool fits = read_count(word.substr(0, digits), reading.count_wraps, command.chunk_size);
  if (digits < word.size() || !fits) findings.odd(Oddity::bad_count, word.data() + (fits ? digits : 0));
  const std::string_view rest = skip_blanks(argument.substr(word.size()), findings);
  if (rest.empty()) return;
  const std::string_view end_marker = rest.substr(0, word_length(rest));
  command.last_chunk = equals_ignoring_case(end_marker, "LAST");
  const std::string_view more = rest.substr(command.last_chunk ? end_marker.size() : 0);
  if (!more.empty()) findings.odd(Oddity::unexpected_argument, more.data());
}

/// In the order of Verb.
constexpr std::array<ReadArgument, 21> kReadArgument = {
    /*unknown*/ any,        /*helo*/ greeting_name, /*ehlo*/ greeting_name, /*mail*/ from_path,
    /*rcpt*/ to_path,
    /*data*/ none,          /*rset*/ none,          /*noop*/ any,           /*quit*/ none,
    /*vrfy*/ required,
    /*expn*/ required,      /*help*/ any,           /*send*/ from_path,     /*soml*/ from_path,
    /*saml*/ from_path,
    /*turn*/ none,          /*starttls*/ none,      /*auth*/ sasl,          /*bdat*/ chunk,
    /*lhlo*/ greeting_name, /*etrn*/ required,
};
static_assert(kReadArgument.size() == static_cast<std::size_t>(Verb::etrn) + 1);

void read_octets(std::string_view line, Findings& findings) {
  if (all_printable(line)) return;
  int seen = 0;
  for (const char octet : line) seen |= kOctetSets[static_cast<unsigned char>(octet)];
  if ((seen & kControl) != 0) {
    findings.odd(Oddity::control_octet,
                 std::find_if(line.begin(), line.end(), [](char c) { return is(c, kControl); }));
  }
  if ((seen & kNonAscii) == 0) return;
  if (const std::size_t good = utf8_prefix(line); good < line.size()) {
    findings.odd(Oddity::eight_bit, line.data() + good);
  } else {
    findings.feature(Feature::utf8);
  }
}

/// The memory of its parameters stays.
void clear(Command& command) {
  static const Command kNothing;
  command = kNothing;
}

}  // namespace

void parse_command(std::string_view line, const Reading& reading, Command& command) {
  clear(command);
  Findings findings(line, command);
  read_octets(line, findings);

  std::string_view rest = line;
  while (!rest.empty() && is(rest.back(), kBlank)) rest.remove_suffix(1);
  if (rest.size() < line.size()) findings.odd(Oddity::trailing_space, line.data() + rest.size());
  if (const std::size_t blanks = prefix(rest, kBlank); blanks > 0) {
    findings.odd(Oddity::leading_space, rest.data());
    rest.remove_prefix(blanks);
  }
  command.verb_text = rest.substr(0, word_length(rest));
  command.verb = find_verb(command.verb_text);
  if (command.verb_text != name(command.verb) && command.verb != Verb::unknown) {
    findings.feature(Feature::lower_case_verb);
  }
  command.argument = skip_blanks(rest.substr(command.verb_text.size()), findings);
  kReadArgument[static_cast<std::size_t>(command.verb)](command.argument, reading, findings);
}

}  // namespace smtpspec::syntax
