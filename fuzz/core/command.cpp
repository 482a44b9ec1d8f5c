// The parser is total, looks only into its line, and reads back what it prints.
#include "fuzz/support/choices.hpp"
#include "fuzz/support/require.hpp"
#include "reference/syntax/print.hpp"

#include <cstdint>
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

/// What Reading says of other readings.
void check_reading(const Command& command, const Reading& reading) {
  if (command.verb == Verb::bdat && reading.count_wraps) {
    std::uint64_t count = 0;
    for (const char digit : command.argument.substr(0, command.argument.find_first_not_of("0123456789")))
      count = (10 * count + static_cast<std::uint64_t>(digit - '0')) % (std::uint64_t{1} << 32);
    require(command.chunk_size == count, "a count that wraps is what 32 bits hold of it");
  }
  if (command.oddities != 0 || command.path.text.empty()) return;
  const std::string_view mailbox =
      command.path.text.substr(command.path.route.empty() ? 0 : command.path.route.size() + 1);
  const std::size_t first = mailbox.find('@'), last = mailbox.rfind('@');
  if (first == mailbox.npos || reading.domain_after == DomainAfter::last_unquoted_at) return;
  const std::string_view behind = mailbox.substr(first + 1);
  require(command.path.domain == (reading.domain_after == DomainAfter::last_at
                                      ? mailbox.substr(last + 1)
                                      : behind.substr(0, behind.find_first_of("@\""))),
          "a domain is what stands behind the at-sign that is looked for");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static Command command;
  Choices choices(octets, size);
  const Reading reading{.domain_after = choices.pick(DomainAfter::last_at), .count_wraps = choices.flag()};
  const std::string_view line = choices.rest();
  parse_command(line, reading, command);
  check_views(command, line);
  check_reading(command, reading);
  if (command.oddities == 0 && reading.domain_after == DomainAfter::last_unquoted_at)
    check_round_trip(command);
  return 0;
}
