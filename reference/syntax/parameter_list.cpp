#include "reference/syntax/parameter_list.hpp"

#include "reference/syntax/blanks.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>

namespace smtpspec::syntax {
namespace {

/// esmtp-keyword: ( ALPHA / DIGIT ) *( ALPHA / DIGIT / "-" )
std::size_t keyword_prefix(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && (is(text[length], kAlpha | kDigit) || (length > 0 && text[length] == '-')))
    ++length;
  return length;
}

Parameter read_parameter(std::string_view text, Findings& findings) {
  const std::size_t equals = std::min(text.find('='), text.size());
  Parameter parameter{.keyword = text.substr(0, equals)};
  if (const std::size_t good = keyword_prefix(parameter.keyword);
      good < parameter.keyword.size() || good == 0) {
    findings.odd(Oddity::bad_parameter, text.data() + good);
  }
  if (equals < text.size()) {
    parameter.has_equals = true;
    parameter.value = text.substr(equals + 1);
    const std::size_t good = prefix(parameter.value, kParameterValue | kNonAscii);
    if (good < parameter.value.size() || good == 0)
      findings.odd(Oddity::bad_parameter, parameter.value.data() + good);
  }
  return parameter;
}

}  // namespace

void read_parameters(std::string_view text, Findings& findings) {
  std::vector<Parameter>& parameters = findings.command().parameters;
  while (!text.empty()) {
    const std::size_t length = word_length(text);
    const Parameter parameter = read_parameter(text.substr(0, length), findings);
    const bool repeated = std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& earlier) {
      return equals_ignoring_case(earlier.keyword, parameter.keyword);
    });
    if (repeated) findings.odd(Oddity::repeated_parameter, text.data());
    parameters.push_back(parameter);
    text = skip_blanks(text.substr(length), findings);
  }
  if (!parameters.empty()) findings.feature(Feature::parameters);
}

}  // namespace smtpspec::syntax
