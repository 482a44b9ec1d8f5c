// What a line is, by the ABNF of the standards, is what the parser takes it for; its parts are those of the
// grammar, and what is rare in it is said; and where it breaks the grammar, what and where.
#include "fuzz/support/breach_law.hpp"
#include "fuzz/support/command_law.hpp"
#include "fuzz/support/description_law.hpp"
#include "fuzz/support/oddity_rows.hpp"

namespace {

using namespace smtpspec;
using namespace smtpspec::fuzz;
using syntax::Verb;

/// Their arguments have no grammar of their own.
constexpr Verb kFree[] = {Verb::unknown, Verb::noop, Verb::vrfy, Verb::expn, Verb::help, Verb::etrn};

Verb verb_of(std::string_view line) {
  const std::string_view word = line.substr(0, line.find(' '));
  for (int verb = 1; verb <= static_cast<int>(syntax::kLastVerb); ++verb)
    if (same(name(static_cast<Verb>(verb)), word)) return static_cast<Verb>(verb);
  return Verb::unknown;
}

syntax::Features features_of(const syntax::Command& command, std::string_view line) {
  RareForms rare;
  rare.add_line(line, command.verb != Verb::unknown);
  if (command.verb == Verb::helo || command.verb == Verb::ehlo || command.verb == Verb::lhlo)
    rare.add_domain(command.argument);
  if (command.path.text.data() != nullptr) rare.add_path(command.path.text);
  rare.add_if(!command.parameters.empty(), syntax::Feature::parameters);
  return rare.features();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static syntax::Command command;
  if (size == 0) check_oddity_rows(), check_descriptions();
  const std::string_view line(reinterpret_cast<const char*>(octets), size);
  parse_command(line, {}, command);
  const bool is_free = std::find(std::begin(kFree), std::end(kFree), command.verb) != std::end(kFree);
  if (is_free) {
    require(!smtp_grammar().matches("command", line), "a command of the grammar has its verb");
  } else {
    require((command.oddities == 0) == is_command(line), "what is taken is what the grammar gives");
    check_breach(command, line);
  }
  if (command.oddities != 0) return 0;
  require(command.verb == verb_of(line), "a verb is its name, in any case");
  check_words(command, line);
  require(command.features == features_of(command, line), "what is rare in a command is said");
  if (command.verb == Verb::auth) check_auth(command);
  if (command.verb == Verb::bdat) check_chunk(command);
  if (command.path.text.data() != nullptr) check_mail_or_rcpt(command);
  return 0;
}
