// The parser is total, looks only into its line, and reads back what it prints.
#include "fuzz/support/choices.hpp"
#include "fuzz/support/require.hpp"
#include "reference/syntax/print.hpp"

#include <string>

namespace {
using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;

bool is_inside(std::string_view view, std::string_view line) {
  const auto offset = static_cast<std::size_t>(view.data() - line.data());
  return view.empty() || (offset < line.size() && view.size() <= line.size() - offset);
}

void check_views(const Command& command, std::string_view line) {
  bool inside = true;
  for (const std::string_view view :
       {command.verb_text, command.argument, command.path.text, command.path.route, command.path.local_part,
        command.path.domain, command.mechanism, command.initial_response}) {
    inside &= is_inside(view, line);
  }
  for (const Parameter& parameter : command.parameters)
    inside &= is_inside(parameter.keyword, line) && is_inside(parameter.value, line);
  require(inside, "views lie in the line");
  require(command.error_offset <= line.size(), "the error stands within the line");
  require(command.oddities == 0 || has(command.oddities, command.error), "the first oddity is one of them");
}

void check_round_trip(const Command& command) {
  static std::string printed, again;
  static Command read;
  append_command(printed = {}, command);
  parse_command(printed, {}, read);
  require(read.oddities == 0, "what is printed has no oddity");
  require(read.verb == command.verb && read.path.local_part == command.path.local_part &&
              read.path.domain == command.path.domain && read.path.route == command.path.route &&
              read.chunk_size == command.chunk_size && read.last_chunk == command.last_chunk &&
              read.initial_response == command.initial_response && read.parameters == command.parameters,
          "what is printed is read back");
  append_command(again = {}, read);
  require(again == printed, "printing what was printed changes nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static Command command;
  Choices choices(octets, size);
  const Reading reading{.domain_after = choices.pick(DomainAfter::last_at), .count_wraps = choices.flag()};
  const std::string_view line = choices.rest();
  parse_command(line, reading, command);
  check_views(command, line);
  if (command.oddities == 0 && reading.domain_after == DomainAfter::last_unquoted_at)
    check_round_trip(command);
  return 0;
}
