#include "reference/syntax/print.hpp"

#include "reference/syntax/local_part.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>
#include <charconv>

namespace smtpspec::syntax {
namespace {

void append_number(std::string& out, std::uint64_t number) {
  char digits[20];
  const auto written = std::to_chars(std::begin(digits), std::end(digits), number);
  out.append(std::begin(digits), written.ptr);
}

void append_path_command(std::string& out, std::string_view keyword, const Command& command) {
  out += ' ';
  out += keyword;
  out += ':';
  append_path(out, command.path);
  for (const Parameter& parameter : command.parameters) {
    out += ' ';
    out += parameter.keyword;
    if (!parameter.has_equals) continue;
    out += '=';
    out += parameter.value;
  }
}

void append_auth(std::string& out, const Command& command) {
  out += ' ';
  out += command.mechanism;
  if (!command.has_initial_response) return;
  out += ' ';
  out += command.initial_response;
}

void append_bdat(std::string& out, const Command& command) {
  out += ' ';
  append_number(out, command.chunk_size);
  if (command.last_chunk) out += " LAST";
}

bool is_dot_string(std::string_view octets) {
  Command found;
  Findings findings(octets, found);
  read_local_part(octets, findings);
  constexpr auto kLength = static_cast<Oddities>(Oddity::long_local_part);
  return (found.oddities & ~kLength) == 0 && !has(found.features, Feature::quoted_local_part);
}

}  // namespace

void append_command(std::string& out, const Command& command) {
  if (command.verb == Verb::unknown) {
    out += command.verb_text;
  } else {
    out += name(command.verb);
  }
  switch (command.verb) {
    case Verb::mail:
    case Verb::send:
    case Verb::soml:
    case Verb::saml:
      return append_path_command(out, "FROM", command);
    case Verb::rcpt:
      return append_path_command(out, "TO", command);
    case Verb::auth:
      return append_auth(out, command);
    case Verb::bdat:
      return append_bdat(out, command);
    default:
      break;
  }
  if (command.argument.empty()) return;
  out += ' ';
  out += command.argument;
}

void append_path(std::string& out, const Path& path) {
  out += '<';
  if (!path.route.empty()) {
    out += path.route;
    out += ':';
  }
  out += path.local_part;
  if (!path.domain.empty()) {
    out += '@';
    out += path.domain;
  }
  out += '>';
}

std::string print_local_part(std::string_view octets) {
  if (is_dot_string(octets)) return std::string(octets);
  std::string quoted = "\"";
  for (const char octet : octets) {
    if (octet == '"' || octet == '\\') quoted += '\\';
    quoted += octet;
  }
  return quoted += '"';
}

std::string unquote_local_part(std::string_view local_part) {
  const std::size_t quoted = quoted_length(local_part);
  if (quoted == 0 || quoted != local_part.size()) return std::string(local_part);
  const std::string_view inside = local_part.substr(1, quoted - 2);
  std::string octets;
  octets.reserve(inside.size());
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '\\') ++i;
    octets += inside[i];
  }
  return octets;
}

void append_stuffed(std::string& out, std::string_view content) {
  while (!content.empty()) {
    const std::size_t crlf = content.find("\r\n");
    const std::string_view line = content.substr(0, crlf);
    if (line.starts_with('.')) out += '.';
    out += line;
    out += "\r\n";
    content.remove_prefix(std::min(line.size() + 2, content.size()));  // with its CRLF
  }
  out += ".\r\n";
}

}  // namespace smtpspec::syntax
