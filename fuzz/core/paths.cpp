// A path is what its grammar gives, within its limits; its parts are printed and read again without loss, in
// whatever company it stands.
#include <string>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/path_parts.hpp"

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;

/// Reads commands with a path and what may stand behind it.
struct Reader {
  std::string line = {};
  Command command = {};

  bool takes(bool forward, std::string_view path, std::string_view behind = {}) {
    ((line = forward ? "RCPT TO:" : "MAIL FROM:") += path) += behind;
    parse_command(line, {}, command);
    return command.oddities == 0;
  }
};

void print(const Path& path, std::string& printed) {
  printed.clear();
  append_path(printed, path);
}

/// With its local-part in its shortest form it is the path to the same mailbox.
void check_shortest_form(bool forward, Path path, std::string& printed) {
  static Reader reader;
  const std::string octets = unquote_local_part(path.local_part);
  const std::string shortest = print_local_part(octets);
  require(shortest.size() <= path.local_part.size(), "a local-part is not quoted in vain");
  require(unquote_local_part(shortest) == octets, "quoting loses no octet");
  if (!path.domain.empty()) path.local_part = shortest;
  print(path, printed);
  require(reader.takes(forward, printed, " A=<@[>\"]"), "a path ends at its bracket");
  require(same_parts(reader.command.path, path), "what is printed is read back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static Reader reader;
  static std::string printed;
  Choices choices(octets, size);
  const bool forward = choices.flag();
  const std::string_view text = choices.rest();
  const bool taken = reader.takes(forward, text) && reader.command.parameters.empty();
  require(taken == is_path(text, forward), "a path is what its grammar gives");
  if (!taken) return 0;
  const Path& path = reader.command.path;
  print(path, printed);
  require(printed == text, "what was read is printed");
  if (path.text.empty()) return 0;
  check_parts(path);
  check_shortest_form(forward, path, printed);
  return 0;
}
