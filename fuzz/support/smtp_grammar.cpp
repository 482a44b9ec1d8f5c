#include "fuzz/support/smtp_grammar.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace smtpspec::fuzz {
namespace {

constexpr std::string_view kRules = R"(
ALPHA          = %x41-5A / %x61-7A                        ; RFC 5234 appendix B.1
DIGIT          = %x30-39
HEXDIG         = DIGIT / "A" / "B" / "C" / "D" / "E" / "F"
UPPER-HEXDIG   = DIGIT / %x41-46
SP             = %x20
DQUOTE         = %x22
OCTET          = %x00-FF

Reverse-path   = Path / "<>"                              ; RFC 5321 section 4.1.2
Forward-path   = Path
Path           = "<" [ A-d-l ":" ] Mailbox ">"
A-d-l          = At-domain *( "," At-domain )
At-domain      = "@" Domain
Mail-parameters = esmtp-param *(SP esmtp-param)
Rcpt-parameters = esmtp-param *(SP esmtp-param)
esmtp-param    = esmtp-keyword ["=" esmtp-value]
esmtp-keyword  = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
esmtp-value    = 1*(%d33-60 / %d62-126 / UTF8-non-ascii)
Domain         = sub-domain *("." sub-domain)
sub-domain     = Let-dig [Ldh-str]
Let-dig        = ALPHA / DIGIT
Ldh-str        = *( ALPHA / DIGIT / "-" ) Let-dig
address-literal = "[" ( IPv4-address-literal / IPv6-address-literal / General-address-literal ) "]"
Mailbox        = Local-part "@" ( Domain / address-literal )
Local-part     = Dot-string / Quoted-string
Dot-string     = Atom *("."  Atom)
Atom           = 1*atext
Quoted-string  = DQUOTE *QcontentSMTP DQUOTE
QcontentSMTP   = qtextSMTP / quoted-pairSMTP
quoted-pairSMTP = %d92 %d32-126
qtextSMTP      = %d32-33 / %d35-91 / %d93-126
atext          = ALPHA / DIGIT / "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "/" /   ; RFC 5322 section 3.2.3
                 "=" / "?" / "^" / "_" / "`" / "{" / "|" / "}" / "~"

IPv4-address-literal = Snum 3("."  Snum)                  ; RFC 5321 section 4.1.3
IPv6-address-literal = "IPv6:" IPv6-addr
General-address-literal = Standardized-tag ":" 1*dcontent
Standardized-tag = *( ALPHA / DIGIT / "-" ) ( ALPHA / DIGIT )
dcontent       = %d33-90 / %d94-126
Snum           = 1*3DIGIT
IPv6-addr      = IPv6-full / IPv6-comp / IPv6v4-full / IPv6v4-comp
IPv6-hex       = 1*4HEXDIG
IPv6-full      = IPv6-hex 7(":" IPv6-hex)
IPv6-comp      = [IPv6-hex *5(":" IPv6-hex)] "::" [IPv6-hex *5(":" IPv6-hex)]
IPv6v4-full    = IPv6-hex 5(":" IPv6-hex) ":" IPv4-address-literal
IPv6v4-comp    = [IPv6-hex *3(":" IPv6-hex)] "::" [IPv6-hex *3(":" IPv6-hex) ":"] IPv4-address-literal

UTF8-non-ascii = UTF8-2 / UTF8-3 / UTF8-4                 ; RFC 6531 section 3.3, RFC 3629 section 4
UTF8-octets    = *( %x00-7F / UTF8-non-ascii )
UTF8-tail      = %x80-BF
UTF8-2         = %xC2-DF UTF8-tail
UTF8-3         = %xE0 %xA0-BF UTF8-tail / %xE1-EC 2UTF8-tail / %xED %x80-9F UTF8-tail / %xEE-EF 2UTF8-tail
UTF8-4         = %xF0 %x90-BF 2UTF8-tail / %xF1-F3 3UTF8-tail / %xF4 %x80-8F 2UTF8-tail
atext          =/ UTF8-non-ascii
qtextSMTP      =/ UTF8-non-ascii
Let-dig        =/ UTF8-non-ascii                          ; U-labels, as far as their octets go
Ldh-str        =/ *( ALPHA / DIGIT / "-" / UTF8-non-ascii ) Let-dig

command        = mail / rcpt / hello / bare / auth / bdat ; those whose arguments have a grammar
mail           = ("MAIL" / "SEND" / "SOML" / "SAML") SP "FROM:" Reverse-path [SP Mail-parameters]
rcpt           = "RCPT TO:" ( Forward-path / "<Postmaster>" ) [SP Rcpt-parameters]
hello          = ("EHLO" / "HELO" / "LHLO") SP ( Domain / address-literal )
bare           = "DATA" / "RSET" / "QUIT" / "STARTTLS" / "TURN"
auth           = "AUTH" SP 1*20(ALPHA / DIGIT / "-" / "_") [SP 1*(%x21-7E / UTF8-non-ascii)]  ; RFC 4954 section 4
bdat           = "BDAT" SP 1*DIGIT [SP "LAST"]            ; RFC 3030 section 2

xtext          = *( xchar / hexchar )                     ; RFC 3461 section 4
xchar          = %d33-42 / %d44-60 / %d62-126
hexchar        = "+" 2UPPER-HEXDIG
SIZE-value     = 1*20DIGIT                                ; RFC 1870 section 6
BODY-value     = "7BIT" / "8BITMIME" / "BINARYMIME"       ; RFC 6152, RFC 3030
RET-value      = "FULL" / "HDRS"                          ; RFC 3461 section 4.3
ENVID-value    = xtext
NOTIFY-value   = "NEVER" / notify-list-element *( "," notify-list-element )
notify-list-element = "SUCCESS" / "FAILURE" / "DELAY"
ORCPT-value    = 1*ascii-atext ";" 1*( xchar / hexchar / UTF8-non-ascii )
ascii-atext    = ALPHA / DIGIT / "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "/" /
                 "=" / "?" / "^" / "_" / "`" / "{" / "|" / "}" / "~"
AUTH-value     = "<>" / xtext                             ; RFC 4954 section 5
BY-value       = ["-" / "+"] 1*9DIGIT ";" ( "N" / "R" ) ["T"]   ; RFC 2852 section 4
HOLDFOR-value  = %x31-39 *8DIGIT                          ; RFC 4865 section 5
HOLDUNTIL-value = 4DIGIT "-" month-and-day "T" hour ":" minute ":" second ["." 1*DIGIT] zone  ; RFC 3339 section 5.6
month-and-day  = ( "01" / "03" / "05" / "07" / "08" / "10" / "12" ) "-" ( day-to-29 / "30" / "31" ) /
                 ( "04" / "06" / "09" / "11" ) "-" ( day-to-29 / "30" ) / "02-" day-to-29
day-to-29      = "0" %x31-39 / ( "1" / "2" ) DIGIT
hour           = ( "0" / "1" ) DIGIT / "2" %x30-33
minute         = %x30-35 DIGIT
second         = minute / "60"
zone           = "Z" / ( "+" / "-" ) hour ":" minute
MT-PRIORITY-value = ["-"] %x31-39 / "0"                      ; RFC 6710 section 4
printable      = *%x20-7E
UTF8-text      = 1*( %x20-7E / UTF8-non-ascii )

Reply-code     = %x32-35 %x30-35 %x30-39                  ; RFC 5321 section 4.2
textstring     = *(%d09 / %d32-126)
three-digits   = 3DIGIT
status-code    = ("2" / "4" / "5") "." subject "." detail ; RFC 2034 section 4, RFC 3463 section 2
subject        = "0" / %x31-39 *2DIGIT
detail         = "0" / %x31-39 *2DIGIT
)";

/// True of each part.
template <class True>
bool all_parts(std::string_view text, char separator, True is_true) {
  for (std::size_t end; (end = text.find(separator)) != std::string_view::npos; text.remove_prefix(end + 1)) {
    if (!is_true(text.substr(0, end))) return false;
  }
  return is_true(text);
}

std::size_t number(std::string_view digits) {
  std::size_t value = 0;
  for (const char digit : digits) value = value * 10 + static_cast<std::size_t>(digit - '0');
  return value;
}

/// "representing a decimal integer value in the range 0 through 255"
bool small_numbers(std::string_view ipv4) {
  return all_parts(ipv4, '.', [](std::string_view each) { return number(each) <= 255; });
}

/// "No more than 6 groups in addition to the '::'", an IPv4 address being two of them
bool few_groups(std::string_view ipv6) {
  if (ipv6.find("::") == std::string_view::npos) return true;
  int groups = ipv6.find('.') == std::string_view::npos ? 0 : 1;
  return all_parts(ipv6, ':', [&](std::string_view each) { return (groups += each.empty() ? 0 : 1) <= 6; });
}

bool keeps_limits(std::string_view domain_or_literal) {
  if (domain_or_literal.size() > 255) return false;
  if (!domain_or_literal.starts_with('['))
    return all_parts(domain_or_literal, '.', [](std::string_view label) { return label.size() <= 63; });
  const std::string_view literal = domain_or_literal.substr(1, domain_or_literal.size() - 2);
  const std::size_t colon = literal.find(':');
  if (colon == std::string_view::npos) return small_numbers(literal);
  if (!same(literal.substr(0, colon), "IPv6")) return true;
  if (!smtp_grammar().matches("IPv6-address-literal", literal)) return false;
  const std::size_t ipv4 = literal.rfind(':') + 1;
  const bool ends_in_ipv4 = literal.find('.', ipv4) != std::string_view::npos;
  return few_groups(literal.substr(colon + 1)) && (!ends_in_ipv4 || small_numbers(literal.substr(ipv4)));
}

bool path_keeps_limits(std::string_view path) {
  if (path == "<>") return true;
  if (path.size() > 256) return false;
  std::string_view mailbox = path.substr(1, path.size() - 2);
  if (mailbox.starts_with('@')) {
    const std::string_view route = mailbox.substr(0, mailbox.find(':'));
    if (!all_parts(route, ',', [](std::string_view at_domain) { return keeps_limits(at_domain.substr(1)); }))
      return false;
    mailbox.remove_prefix(route.size() + 1);
  }
  const Mailbox parts = split(mailbox);
  return parts.local_part.size() <= 64 && (parts.domain.empty() || keeps_limits(parts.domain));
}

/// RFC 3339 appendix C.
bool is_leap(std::string_view year) {
  const bool ends_century = year.substr(2) == "00";
  const std::string_view counted = ends_century ? year.substr(0, 2) : year.substr(2);
  return (10 * (counted[0] - '0') + counted[1] - '0') % 4 == 0;
}

bool no_keyword_twice(std::string_view parameters) {
  std::vector<std::string> keywords;
  all_parts(parameters, ' ', [&](std::string_view parameter) {
    std::string& keyword = keywords.emplace_back(parameter.substr(0, parameter.find('=')));
    for (char& c : keyword) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return true;
  });
  std::sort(keywords.begin(), keywords.end());
  return std::adjacent_find(keywords.begin(), keywords.end()) == keywords.end();
}

bool fits_64_bits(std::string_view digits) {
  constexpr std::string_view kMost = "18446744073709551615";
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits.size() < kMost.size() || (digits.size() == kMost.size() && digits <= kMost);
}

bool all_printable(std::string_view octets) { return smtp_grammar().matches("printable", octets); }

}  // namespace

const Grammar& smtp_grammar() {
  static const Grammar grammar(kRules);
  return grammar;
}

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

Mailbox split(std::string_view mailbox) {
  std::size_t from = 0;
  if (mailbox.starts_with('"')) {
    for (from = 1; from < mailbox.size() && mailbox[from] != '"'; ++from) {
      if (mailbox[from] == '\\') ++from;
    }
  }
  const std::size_t at = mailbox.find('@', from);
  if (at == std::string_view::npos) return {mailbox, {}};
  return {mailbox.substr(0, at), mailbox.substr(at + 1)};
}

std::string unquoted(std::string_view local_part) {
  if (!local_part.starts_with('"')) return std::string(local_part);
  std::string octets;
  for (std::size_t i = 1; i + 1 < local_part.size(); ++i)
    octets += local_part[local_part[i] == '\\' ? ++i : i];
  return octets;
}

std::string decoded(std::string_view xtext) {
  std::string octets;
  for (std::size_t i = 0; i < xtext.size(); ++i) {
    octets += xtext[i] == '+' ? static_cast<char>(std::stoi(std::string(xtext.substr(i + 1, 2)), nullptr, 16))
                              : xtext[i];
    if (xtext[i] == '+') i += 2;
  }
  return octets;
}

/// A quoted string and a literal may have a ">" in them.
std::size_t path_end(std::string_view text) {
  const std::size_t route = text.starts_with("<@") ? text.find(':') : 0;
  const std::size_t local_part = route + 1;
  const std::size_t first = text.find_first_of("\"@>", local_part);
  if (text[first] == '>') return first + 1;  // <> or <Postmaster>
  const std::size_t domain = local_part + split(text.substr(local_part)).local_part.size() + 1;
  const bool literal = domain < text.size() && text[domain] == '[';
  return text.find('>', literal ? text.find(']', domain) : domain) + 1;
}

bool is_domain_or_literal(std::string_view text) {
  const Grammar& grammar = smtp_grammar();
  return (grammar.matches("Domain", text) || grammar.matches("address-literal", text)) && keeps_limits(text);
}

bool is_command(std::string_view line) {
  if (!smtp_grammar().matches("command", line)) return false;
  const std::string_view verb = line.substr(0, line.find(' '));
  const std::string_view argument = line.substr(std::min(verb.size() + 1, line.size()));
  if (same(verb, "BDAT")) return fits_64_bits(argument.substr(0, argument.find(' ')));
  if (same(verb.substr(1), "HLO") || same(verb, "HELO")) return keeps_limits(argument);
  if (argument.find('<') == std::string_view::npos || same(verb, "AUTH")) return true;
  const std::string_view path = argument.substr(argument.find('<'));
  const std::size_t length = path_end(path);
  if (length == path.size()) return path_keeps_limits(path);
  return path_keeps_limits(path.substr(0, length)) && no_keyword_twice(path.substr(length + 1));
}

bool is_path(std::string_view text, bool forward) {
  const bool given = smtp_grammar().matches(forward ? "Forward-path" : "Reverse-path", text) ||
                     (forward && same(text, "<Postmaster>"));
  return given && path_keeps_limits(text);
}

bool is_value(std::string_view keyword, std::string_view value) {
  if (!smtp_grammar().matches(std::string(keyword) + "-value", value)) return false;
  if (keyword == "ENVID") return !value.empty() && value.size() <= 100 && all_printable(decoded(value));
  if (keyword == "AUTH") return value == "<>" || smtp_grammar().matches("UTF8-text", decoded(value));
  if (keyword == "BY")
    return value.find_first_of("Rr") == std::string_view::npos ||
           (value.front() != '-' &&
            value.substr(0, value.find(';')).find_first_of("123456789") != std::string_view::npos);
  if (keyword == "HOLDUNTIL") return value.substr(5, 5) != "02-29" || is_leap(value.substr(0, 4));
  if (keyword != "ORCPT") return true;
  const std::size_t semicolon = value.find(';');
  const std::string_view address = value.substr(semicolon + 1);
  if (value.size() > 500) return false;
  if (smtp_grammar().matches("xtext", address) && all_printable(decoded(address))) return true;
  return same(value.substr(0, semicolon), "utf-8") && address.find('+') == std::string_view::npos;
}

}  // namespace smtpspec::fuzz
