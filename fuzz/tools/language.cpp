// Any file is read or refused, and formatting changes white space alone, and nothing the second time.
#include "fuzz/support/require.hpp"
#include "fuzz/support/suite_words.hpp"
#include "harness/language/format.hpp"
#include "harness/language/parser.hpp"

#include <cstdint>
#include <string>

using namespace smtpspec;

namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (std::string_view(" \t\r\n").find(c) == std::string_view::npos) out += c;
  return out;
}

}  // namespace

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
  const auto again = language::parse("fuzz.smtp", formatted);
  fuzz::require(again.has_value(), "what is formatted can be read");
  fuzz::require(again->scenarios.size() == suite->scenarios.size(), "formatting loses no scenario");
  fuzz::require(fuzz::SuiteWords(*again) == fuzz::SuiteWords(*suite),
                "formatting changes no word, and no octet of one");
  fuzz::require(without_blanks(formatted) == without_blanks(text), "formatting changes white space alone");
  fuzz::require(language::format(formatted) == formatted, "formatting twice changes nothing");
  return 0;
}
