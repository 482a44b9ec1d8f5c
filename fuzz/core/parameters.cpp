// Parameters are those of the standards, and their values what their grammars say.
#include "fuzz/support/parameter_law.hpp"

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;

struct Row {
  std::string_view keyword, extension;
  Verb on = Verb::mail;
};
constexpr Row kRows[] = {
    {"SIZE", "SIZE"},
    {"BODY", "8BITMIME"},
    {"RET", "DSN"},
    {"ENVID", "DSN"},
    {"NOTIFY", "DSN", Verb::rcpt},
    {"ORCPT", "DSN", Verb::rcpt},
    {"AUTH", "AUTH"},
    {"BY", "DELIVERBY"},
    {"HOLDFOR", "FUTURERELEASE"},
    {"HOLDUNTIL", "FUTURERELEASE"},
    {"MT-PRIORITY", "MT-PRIORITY"},
};
constexpr Row kWithoutValue[] = {{"SMTPUTF8", "SMTPUTF8"}, {"REQUIRETLS", "REQUIRETLS"}};

void check(const Row& row, const Parameter& parameter, ParameterFault due) {
  const Verb other = row.on == Verb::mail ? Verb::rcpt : Verb::mail;
  const bool binary = row.keyword == "BODY" && same(parameter.value, "BINARYMIME");  // RFC 3030 §3
  const ParameterCheck read = check_parameter(row.on, parameter);
  require(read.fault == due, "a value is good where its grammar gives it");
  require(read.extension == (binary ? "BINARYMIME" : row.extension), "a parameter has its extension");
  require(check_parameter(other, parameter).fault == ParameterFault::wrong_command,
          "a parameter is for one command");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(octets), size);
  for (const Row& row : kRows) {
    check(row, {row.keyword, text, true},
          is_value(row.keyword, text) ? ParameterFault::none : ParameterFault::bad_value);
    check(row, {row.keyword, {}, false}, ParameterFault::value_missing);
  }
  for (const Row& row : kWithoutValue) {
    check(row, {row.keyword, {}, false}, ParameterFault::none);
    check(row, {row.keyword, text, true}, ParameterFault::value_forbidden);
  }
  check_words(text);
  check_numbers(text);
  check_recipient(text);
  check_unknown(text);
  return 0;
}
