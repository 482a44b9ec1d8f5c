// An example of an adapter, around a parser such as one writes in ten minutes. It looks for the first "@": of
// <"u@local.test"@remote.test> it takes local.test for the domain. The differential target finds that.
#include <string_view>

#include "fuzz/adapter/smtpspec_parser.h"

namespace {

smtpspec_octets octets(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void add_parameters(std::string_view text, smtpspec_command& command) {
  while (text.starts_with(' ') && command.parameter_count < SMTPSPEC_MOST_PARAMETERS) {
    text.remove_prefix(1);
    const std::string_view word = text.substr(0, text.find(' '));
    const std::size_t equals = word.find('=');
    smtpspec_parameter& parameter = command.parameters[command.parameter_count++];
    parameter.keyword = octets(word.substr(0, equals));
    if (equals != std::string_view::npos) parameter.value = octets(word.substr(equals + 1));
    text.remove_prefix(word.size());
  }
}

}  // namespace

int smtpspec_parse_command(const uint8_t* line, size_t size, smtpspec_command* command) {
  const std::string_view text(reinterpret_cast<const char*>(line), size);
  const bool from = text.starts_with("MAIL FROM:<");
  if (!from && !text.starts_with("RCPT TO:<")) return SMTPSPEC_PASS;
  const std::size_t begin = text.find('<') + 1;
  const std::size_t end = text.find('>');
  if (end == std::string_view::npos) return SMTPSPEC_REFUSED;
  const std::string_view path = text.substr(begin, end - begin);
  const std::size_t at = path.find('@');
  if (at == std::string_view::npos) return SMTPSPEC_PASS;
  command->local_part = octets(path.substr(0, at));
  command->domain = octets(path.substr(at + 1));
  add_parameters(text.substr(end + 1), *command);
  command->has_path = 1;
  return SMTPSPEC_ACCEPTED;
}

unsigned smtpspec_parser_ignores() {
  return SMTPSPEC_IGNORES_LENIENCY | SMTPSPEC_IGNORES_STRICTNESS | SMTPSPEC_IGNORES_SOURCE_ROUTES;
}
