// A local-part of any octets is printed in its shortest form, and read back from it in whatever company it
// stands.
#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/print.hpp"
#include "reference/syntax/utf8.hpp"

#include <algorithm>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace smtpspec::fuzz;
  using namespace smtpspec::syntax;
  static Command command;
  const std::string_view text(reinterpret_cast<const char*>(octets), size);
  const std::string printed = print_local_part(text);
  if (is_utf8(text))
    require((printed == text) == smtp_grammar().matches("Dot-string", text), "nothing is quoted in vain");
  require(unquote_local_part(printed) == text, "quoting loses no octet");
  const auto escaped = std::count_if(text.begin(), text.end(), [](char c) { return c == '"' || c == '\\'; });
  require(printed == text || printed.size() == 2 + text.size() + static_cast<std::size_t>(escaped),
          "no octet is escaped in vain");
  if (!smtp_grammar().matches("Local-part", printed) || printed.size() > 64) return 0;
  const std::string line = "RCPT TO:<@a.test:" + printed + "@b.test> A=<@[>\"]";
  parse_command(line, {}, command);
  require(command.oddities == 0, "what is printed is read");
  require(command.path.route == "@a.test" && command.path.domain == "b.test", "it has its place");
  require(command.path.local_part == printed, "what is printed is read back");
  return 0;
}
