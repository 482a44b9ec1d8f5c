// What a line is, by the ABNF of the standards, is what the parser takes it for; and its parts are those of
// the grammar.
#include <algorithm>

#include "fuzz/support/path_parts.hpp"
#include "reference/syntax/print.hpp"

namespace {

using namespace smtpspec;
using namespace smtpspec::fuzz;
using syntax::Verb;

/// Their arguments have no grammar of their own.
constexpr Verb kFree[] = {Verb::unknown, Verb::noop, Verb::vrfy, Verb::expn, Verb::help, Verb::etrn};

void check_chunk(const syntax::Command& command) {
  const std::string_view digits = command.argument.substr(0, command.argument.find(' '));
  require(std::to_string(command.chunk_size) ==
              std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1))),
          "a count is its digits");
  require(command.last_chunk == (digits.size() < command.argument.size()), "LAST is said or not");
}

void check_argument(const syntax::Command& command) {
  std::string path, text;
  append_path(path, command.path);
  for (const syntax::Parameter& parameter : command.parameters) {
    (text += ' ') += parameter.keyword;
    if (parameter.has_equals) (text += '=') += parameter.value;
  }
  require(command.argument.ends_with(text), "the parameters are the end of the line");
  const std::size_t path_end = command.argument.size() - text.size();
  require(command.argument.substr(0, path_end).ends_with(path), "the parts of a path are the whole of it");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static syntax::Command command;
  const std::string_view line(reinterpret_cast<const char*>(octets), size);
  parse_command(line, {}, command);
  if (std::find(std::begin(kFree), std::end(kFree), command.verb) != std::end(kFree)) {
    require(!smtp_grammar().matches("command", line), "a command of the grammar has its verb");
    return 0;
  }
  require((command.oddities == 0) == is_command(line), "what is taken is what the grammar gives");
  if (command.oddities != 0) return 0;
  if (command.verb == Verb::bdat) check_chunk(command);
  if (command.path.text.data() == nullptr) return 0;
  check_parts(command.path);
  check_argument(command);
  require(syntax::unquote_local_part(command.path.local_part) == unquoted(command.path.local_part),
          "quotes and backslashes are undone, and nothing else");
  return 0;
}
