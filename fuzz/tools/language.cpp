// Any file is read or refused, and formatting what is formatted changes nothing.
#include <cstdint>
#include <string>

#include "fuzz/support/require.hpp"
#include "harness/language/format.hpp"
#include "harness/language/parser.hpp"

using namespace smtpspec;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(octets), size);
  const auto suite = language::parse("fuzz.smtp", text);
  if (!suite) {
    fuzz::require(!suite.error().empty(), "a refusal says why");
    for (const auto& diagnostic : suite.error())
      fuzz::require(!render(diagnostic).empty(), "a diagnostic has words");
    return 0;
  }
  const std::string formatted = language::format(text);
  fuzz::require(language::parse("fuzz.smtp", formatted).has_value(), "what is formatted can be read");
  fuzz::require(language::format(formatted) == formatted, "formatting twice changes nothing");
  return 0;
}
