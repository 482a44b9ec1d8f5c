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
  bool forward;
  std::string line = {};
  Command command = {};

  bool takes(std::string_view text) {
    (line = forward ? "RCPT TO:" : "MAIL FROM:") += text;
    parse_command(line, {}, command);
    return command.oddities == 0;
  }
};

/// The local-part in its shortest form is for the same mailbox.
void check_local_part(Path path, Reader& reader) {
  const std::string octets = unquote_local_part(path.local_part);
  const std::string shortest = print_local_part(octets);
  require(shortest.size() <= path.local_part.size(), "a local-part is not quoted in vain");
  path.local_part = shortest;
  std::string printed;
  append_path(printed, path);
  require(reader.takes(printed) && same_parts(reader.command.path, path), "what is printed is read back");
  require(unquote_local_part(shortest) == octets, "quoting loses no octet");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  Choices choices(octets, size);
  Reader reader{.forward = choices.flag()}, other{.forward = reader.forward};
  const std::string_view text = choices.rest();
  if (text.size() > Grammar::kLongest) return 0;
  const bool taken = reader.takes(text) && reader.command.parameters.empty();
  require(taken == is_path(text, reader.forward), "a path is what its grammar gives");
  if (!taken) return 0;
  const Path& path = reader.command.path;
  std::string printed;
  append_path(printed, path);
  require(printed == text, "what was read is printed");
  if (path.text.empty()) return 0;
  check_parts(path);
  if (!path.domain.empty()) check_local_part(path, other);
  require(other.takes(printed + " A=<@[>\"]") && same_parts(other.command.path, path),
          "a path ends at its bracket");
  return 0;
}
