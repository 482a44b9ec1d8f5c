// Domains, address literals and UTF-8 are what their grammars say.
#include "fuzz/support/domain_law.hpp"
#include "fuzz/support/features.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/domain.hpp"
#include "reference/syntax/utf8.hpp"

#include <cstdint>
#include <string>

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(octets), size);
  const DomainReading domain = read_domain(text);
  require(domain.error_offset <= text.size(), "the error stands within the text");
  DomainBreaches(text).check(domain);
  require(is_utf8(text) == smtp_grammar().matches("UTF8-octets", text), "UTF-8 is what the grammar gives");
  if (is_utf8(text))
    require((domain.oddities == 0) == is_domain_or_literal(text), "a domain is what the grammar gives");
  require((domain.oddities == 0) == (is_domain(text) || is_address_literal(text)),
          "a domain without oddities is a domain or a literal");
  require(!(is_domain(text) && is_address_literal(text)), "nothing is both domain and literal");
  RareForms rare;
  rare.add_domain(text);
  require(domain.oddities != 0 || domain.features == rare.features(), "what is rare in a domain is said");
  if (is_ipv4(text)) {
    const std::string mapped = "::" + std::string(text);
    require(is_domain(text) && is_ipv6(mapped), "an IPv4 address is a domain, and can end an IPv6 address");
  }
  require(utf8_prefix(text) <= text.size() && is_utf8(text.substr(0, utf8_prefix(text))),
          "the UTF-8 prefix is UTF-8");
  require(!is_ascii(text) || is_utf8(text), "ASCII is UTF-8");
  return 0;
}
