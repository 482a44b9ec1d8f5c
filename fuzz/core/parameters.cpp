// The values of parameters are what their grammars say.
#include <cstdint>
#include <string>

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/parameters.hpp"

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;

namespace {

constexpr std::string_view kOnMail[] = {"SIZE", "BODY",    "RET",       "ENVID",      "AUTH",
                                        "BY",   "HOLDFOR", "HOLDUNTIL", "MT-PRIORITY"};
constexpr std::string_view kOnRcpt[] = {"NOTIFY", "ORCPT"};

void check_value(Verb verb, std::string_view keyword, std::string_view value) {
  const bool good = check_parameter(verb, {keyword, value, true}).fault == ParameterFault::none;
  require(good == is_value(keyword, value), "a value is good where its grammar gives it");
}

void check_numbers(std::string_view text) {
  if (const auto size = parse_size(text); size && text.size() < 20)
    require(*size == std::stoull(std::string(text)), "SIZE is its digits");
  if (const auto by = parse_by(text)) {
    require(by->seconds == std::stoi(std::string(text)), "BY is its seconds");
    require(by->trace == (text.ends_with('T') || text.ends_with('t')), "BY asks for a trace by T");
  }
}

void check_extensions(std::string_view text) {
  static Command command;
  const std::string line = "MAIL FROM:<> " + std::string(text);
  parse_command(line, {}, command);
  for (const Parameter& parameter : command.parameters) {
    for (const Verb verb : {Verb::mail, Verb::rcpt}) {
      const ParameterCheck check = check_parameter(verb, parameter);
      require((check.fault == ParameterFault::unknown) == check.extension.empty(),
              "a known parameter has an extension");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(octets), size);
  for (const std::string_view keyword : kOnMail) check_value(Verb::mail, keyword, text);
  for (const std::string_view keyword : kOnRcpt) check_value(Verb::rcpt, keyword, text);
  check_numbers(text);
  check_extensions(text);
  const bool is_xtext = is_envid(text) || is_auth_mailbox(text) || parse_orcpt(text);
  require(!is_xtext || text.find_first_of("\r\n\0 ", 0, 4) == text.npos, "no line end hides in xtext");
  return 0;
}
