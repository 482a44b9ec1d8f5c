// Domains, literals and the values of parameters are what their grammars say.
#include <cstdint>
#include <string>

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/domain.hpp"
#include "reference/syntax/parameters.hpp"
#include "reference/syntax/utf8.hpp"

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;

namespace {

constexpr std::string_view kOnMail[] = {"SIZE", "BODY",    "RET",       "ENVID",      "AUTH",
                                        "BY",   "HOLDFOR", "HOLDUNTIL", "MT-PRIORITY"};
constexpr std::string_view kOnRcpt[] = {"NOTIFY", "ORCPT"};

void check_value(Verb verb, std::string_view keyword, std::string_view value) {
  const Parameter parameter{.keyword = keyword, .value = value, .has_equals = true};
  require((check_parameter(verb, parameter).fault == ParameterFault::none) == is_value(keyword, value),
          "a value is good where its grammar gives it");
}

void check_numbers(std::string_view text) {
  if (const auto size = parse_size(text); size && text.size() < 20)
    require(*size == std::stoull(std::string(text)), "SIZE is its digits");
  if (const auto by = parse_by(text)) {
    require(by->seconds == std::stoi(std::string(text)), "BY is its seconds");
    require(by->trace == (text.ends_with('T') || text.ends_with('t')), "BY asks for a trace by T");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(octets), size);
  const DomainReading domain = read_domain(text);
  require(domain.error_offset <= text.size(), "the error stands within the text");
  if (size <= Grammar::kLongest) {
    require(is_utf8(text) == smtp_grammar().matches("UTF8-octets", text), "UTF-8 is what the grammar gives");
    if (is_utf8(text))
      require((domain.oddities == 0) == is_domain_or_literal(text), "a domain is what the grammar gives");
    for (const std::string_view keyword : kOnMail) check_value(Verb::mail, keyword, text);
    for (const std::string_view keyword : kOnRcpt) check_value(Verb::rcpt, keyword, text);
  }
  check_numbers(text);
  require(!(is_domain(text) && is_address_literal(text)), "nothing is both domain and literal");
  if (is_ipv4(text)) {
    const std::string mapped = "::" + std::string(text);
    require(is_domain(text) && is_ipv6(mapped), "an IPv4 address is a domain, and can end an IPv6 address");
  }
  require(utf8_prefix(text) <= text.size() && is_utf8(text.substr(0, utf8_prefix(text))),
          "the UTF-8 prefix is UTF-8");
  require(!is_ascii(text) || is_utf8(text), "ASCII is UTF-8");

  static Command command;
  std::string line = "MAIL FROM:<> ";
  line += text;
  for (const Verb verb : {Verb::mail, Verb::rcpt}) {
    parse_command(line, {}, command);
    for (const Parameter& parameter : command.parameters) {
      const ParameterCheck check = check_parameter(verb, parameter);
      require((check.fault == ParameterFault::unknown) == check.extension.empty(),
              "a known parameter has an extension");
    }
  }
  for (const bool lawful : {is_envid(text), is_auth_mailbox(text), parse_orcpt(text).has_value()}) {
    require(!lawful || text.find_first_of("\r\n\0 ", 0, 4) == std::string_view::npos,
            "no line end hides in xtext");
  }
  return 0;
}
