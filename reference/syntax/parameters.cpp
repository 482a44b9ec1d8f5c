#include "reference/syntax/parameters.hpp"

#include "reference/syntax/octets.hpp"
#include "reference/syntax/parameter_table.hpp"

#include <algorithm>

namespace smtpspec::syntax {
namespace {

using IsGood = bool (*)(std::string_view value);

template <auto parse>
bool is_read_by(std::string_view value) {
  return parse(value).has_value();
}

/// In the order of ValueForm, but for none, which no value is good for.
constexpr IsGood kIsGood[] = {is_read_by<parse_size>,
                              is_read_by<parse_body>,
                              is_read_by<parse_ret>,
                              is_envid,
                              is_read_by<parse_notify>,
                              is_read_by<parse_orcpt>,
                              is_auth_mailbox,
                              is_read_by<parse_by>,
                              is_holdfor,
                              is_date_time,
                              is_priority};
static_assert(std::size(kIsGood) == static_cast<std::size_t>(ValueForm::priority));

bool is_good(ValueForm form, std::string_view value) {
  return kIsGood[static_cast<std::size_t>(form) - 1](value);
}

ParameterFault judge(const ParameterRow& row, bool on_rcpt, const Parameter& parameter) {
  if ((row.on == Verb::rcpt) != on_rcpt) return ParameterFault::wrong_command;
  if (row.value == ValueForm::none)
    return parameter.has_equals ? ParameterFault::value_forbidden : ParameterFault::none;
  if (!parameter.has_equals) return ParameterFault::value_missing;
  return is_good(row.value, parameter.value) ? ParameterFault::none : ParameterFault::bad_value;
}

}  // namespace

ParameterCheck check_parameter(Verb verb, const Parameter& parameter) {
  const auto* row = std::find_if(
      std::begin(kParameters), std::end(kParameters),
      [&](const ParameterRow& each) { return equals_ignoring_case(each.keyword, parameter.keyword); });
  if (row == std::end(kParameters)) return {.fault = ParameterFault::unknown};
  const bool binary = row->value == ValueForm::body && parse_body(parameter.value) == Body::binary_mime;
  return {.fault = judge(*row, verb == Verb::rcpt, parameter),
          .extension = binary ? "BINARYMIME" : row->extension};
}

const Parameter* find_parameter(const Command& command, std::string_view keyword) {
  for (const Parameter& parameter : command.parameters) {
    if (equals_ignoring_case(parameter.keyword, keyword)) return &parameter;
  }
  return nullptr;
}

}  // namespace smtpspec::syntax
