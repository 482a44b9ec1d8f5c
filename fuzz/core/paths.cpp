// A path is what its grammar gives, within its limits, and its parts are the whole of it.
#include "fuzz/support/breach_law.hpp"
#include "fuzz/support/choices.hpp"
#include "fuzz/support/path_parts.hpp"
#include "reference/syntax/print.hpp"

#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace smtpspec::fuzz;
  using namespace smtpspec::syntax;
  static std::string line, printed;
  static Command command;
  Choices choices(octets, size);
  const bool forward = choices.flag();
  const std::string_view text = choices.rest();
  (line = forward ? "RCPT TO:" : "MAIL FROM:") += text;
  parse_command(line, {}, command);
  const bool taken = command.oddities == 0 && command.parameters.empty();
  require(taken == is_path(text, forward), "a path is what its grammar gives");
  check_breach(command, line);
  if (!taken) return 0;
  printed.clear();
  append_path(printed, command.path);
  require(printed == text, "the parts of a path are the whole of it");
  check_parts(command.path);
  return 0;
}
