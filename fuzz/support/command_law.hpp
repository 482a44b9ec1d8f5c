#pragma once

#include "fuzz/support/features.hpp"
#include "fuzz/support/path_parts.hpp"
#include "reference/syntax/print.hpp"

#include <algorithm>
#include <string>

namespace smtpspec::fuzz {

/// A command without oddities is its verb, a space, and its argument.
inline void check_words(const syntax::Command& command, std::string_view line) {
  const std::string space = command.argument.empty() ? "" : " ";
  require(std::string(command.verb_text).append(space).append(command.argument) == line,
          "a line is a verb and its argument");
}

/// RFC 4954 §4
inline void check_auth(const syntax::Command& command) {
  std::string argument(command.mechanism);
  if (command.has_initial_response) (argument += ' ') += command.initial_response;
  require(argument == command.argument, "AUTH has a mechanism and an initial response");
  require(command.mechanism.find(' ') == std::string_view::npos, "a mechanism is a word");
}

/// RFC 3030 §2
inline void check_chunk(const syntax::Command& command) {
  const std::string_view digits = command.argument.substr(0, command.argument.find(' '));
  require(std::to_string(command.chunk_size) ==
              std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1))),
          "a count is its digits");
  require(command.last_chunk == (digits.size() < command.argument.size()), "LAST is said or not");
}

inline void check_mail_or_rcpt(const syntax::Command& command) {
  check_parts(command.path);
  std::string path, text;
  append_path(path, command.path);
  for (const syntax::Parameter& parameter : command.parameters) {
    (text += ' ') += parameter.keyword;
    if (parameter.has_equals) (text += '=') += parameter.value;
  }
  require(command.argument.ends_with(text), "the parameters are the end of the line");
  const std::size_t path_end = command.argument.size() - text.size();
  require(command.argument.substr(0, path_end).ends_with(path), "the parts of a path are the whole of it");
  require(syntax::unquote_local_part(command.path.local_part) == unquoted(command.path.local_part),
          "quotes and backslashes are undone, and nothing else");
}

}  // namespace smtpspec::fuzz
