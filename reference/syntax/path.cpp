#include "reference/syntax/path.hpp"

#include "reference/syntax/domain.hpp"
#include "reference/syntax/local_part.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>

namespace smtpspec::syntax {
namespace {

constexpr std::size_t kLongestPath = 256;  // brackets included (RFC 5321 §4.5.3.1.3)
constexpr std::size_t kBrackets = 2;

/// Where in the text of a path the mailbox begins: behind the colon of a source route.
std::size_t route_length(std::string_view text) {
  if (!text.starts_with('@')) return 0;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return 0;
  const std::string_view route = text.substr(0, colon);
  return route.find('>') == std::string_view::npos && prefix_without(route, kBlank) == colon ? colon + 1 : 0;
}

/// Where a path that begins at `text` ends: at ">" or, without brackets, at white space, that no quoted
/// local-part and no address literal hides.
std::size_t path_length(std::string_view text, bool bracketed, Findings& findings) {
  const std::size_t mailbox = route_length(text);
  std::size_t from = 0;
  if (text.substr(mailbox).starts_with('"')) {
    if (const std::size_t quoted = quoted_length(text.substr(mailbox)); quoted > 0) {
      from = mailbox + quoted;
    } else {
      findings.odd(Oddity::unterminated_quote, text.data() + mailbox);
    }
  }
  if (!bracketed) return from + prefix_without(text.substr(from), kBlank);
  const std::size_t end = text.find('>', from);
  const std::size_t literal = text.find("@[", from);
  const std::size_t literal_end = literal < end ? text.find(']', literal) : std::string_view::npos;
  return std::min(literal_end == std::string_view::npos ? end : text.find('>', literal_end), text.size());
}

void add_domain(std::string_view domain, Findings& findings) {
  const DomainReading read = read_domain(domain);
  Command& command = findings.command();
  if (read.oddities != 0) findings.odd(read.error, domain.data() + read.error_offset);
  command.features |= read.features;
  command.oddities |= read.oddities;
}

/// A-d-l: "@" Domain *( "," "@" Domain )
void read_route(std::string_view route, Findings& findings) {
  findings.feature(Feature::source_route);
  while (true) {
    if (!route.starts_with('@')) return findings.odd(Oddity::bad_route, route.data());
    const std::size_t comma = std::min(route.find(','), route.size());
    const std::string_view domain = route.substr(1, comma - 1);
    if (const DomainReading read = read_domain(domain); read.oddities != 0 || domain.starts_with('[')) {
      findings.odd(Oddity::bad_route, domain.data() + read.error_offset);
    }
    if (comma == route.size()) return;
    route.remove_prefix(comma + 1);
  }
}

/// Where the "@" of a mailbox stands, the last one outside quotes and address literals; npos for none.
std::size_t at_sign(std::string_view mailbox) {
  const std::size_t quoted = quoted_length(mailbox);
  if (const std::size_t literal = mailbox.find("@[", quoted); literal != std::string_view::npos)
    return literal;
  const std::size_t last = mailbox.rfind('@');
  return last != std::string_view::npos && last >= quoted ? last : std::string_view::npos;
}

void misread_domain(std::string_view mailbox, DomainAfter domain_after, Path& path) {
  const std::size_t at = domain_after == DomainAfter::first_at ? mailbox.find('@') : mailbox.rfind('@');
  if (at == std::string_view::npos) return;
  path.local_part = mailbox.substr(0, at);
  path.domain = mailbox.substr(at + 1);
  if (domain_after != DomainAfter::first_at) return;
  path.domain = path.domain.substr(0, path.domain.find_first_of("@\""));
  if (at != mailbox.rfind('@') && path.local_part.starts_with('"')) path.local_part.remove_prefix(1);
}

void read_mailbox(std::string_view mailbox, Direction direction, const Reading& reading, Findings& findings) {
  Path& path = findings.command().path;
  const std::size_t at = at_sign(mailbox);
  path.local_part = mailbox.substr(0, at);
  read_local_part(path.local_part, findings);
  if (at != std::string_view::npos) {
    path.domain = mailbox.substr(at + 1);
    add_domain(path.domain, findings);
  } else if (direction == Direction::forward && path.route.empty() &&
             equals_ignoring_case(mailbox, "postmaster")) {
    findings.feature(Feature::bare_postmaster);
  } else {
    findings.odd(Oddity::no_domain, mailbox.data() + mailbox.size());
  }
  if (reading.domain_after != DomainAfter::last_unquoted_at)
    misread_domain(mailbox, reading.domain_after, path);
}

void read_inside(std::string_view text, Direction direction, const Reading& reading, Findings& findings) {
  Path& path = findings.command().path;
  path.text = text;
  if (text.size() + kBrackets > kLongestPath)
    findings.odd(Oddity::long_path, text.data() + kLongestPath - kBrackets);
  std::string_view mailbox = text;
  if (const std::size_t length = route_length(text); length > 0) {
    path.route = text.substr(0, length - 1);
    mailbox = text.substr(length);
    read_route(path.route, findings);
  } else if (text.starts_with('@')) {
    findings.odd(Oddity::bad_route, text.data());
    mailbox = text.substr(std::min(text.find(' '), text.size() - 1) + 1);
  }
  read_mailbox(mailbox, direction, reading, findings);
}

}  // namespace

std::string_view read_path(std::string_view text, Direction direction, const Reading& reading,
                           Findings& findings) {
  const bool bracketed = text.starts_with('<');
  if (!bracketed) findings.odd(Oddity::missing_brackets, text.data());
  const std::string_view inside = text.substr(bracketed ? 1 : 0);
  const std::size_t length = path_length(inside, bracketed, findings);
  const bool closed = bracketed && length < inside.size();
  if (bracketed && !closed) findings.odd(Oddity::unterminated_path, inside.data() + length);

  if (bracketed && length == 0) {
    findings.command().path.text = inside.substr(0, 0);
    findings.feature(Feature::null_path);
    if (direction == Direction::forward) findings.odd(Oddity::null_forward_path, text.data());
  } else {
    read_inside(inside.substr(0, length), direction, reading, findings);
  }
  return inside.substr(length + (closed ? 1 : 0));
}

}  // namespace smtpspec::syntax
