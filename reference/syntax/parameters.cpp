#include "reference/syntax/parameters.hpp"

#include <algorithm>

#include "reference/syntax/octets.hpp"
#include "reference/syntax/parameter_table.hpp"

namespace smtpspec::syntax {
namespace {

bool is_good(ValueForm form, std::string_view value) {
  switch (form) {
    case ValueForm::none:
      return false;
    case ValueForm::size:
      return parse_size(value).has_value();
    case ValueForm::body:
      return parse_body(value).has_value();
    case ValueForm::ret:
      return parse_ret(value).has_value();
    case ValueForm::envid:
      return is_envid(value);
    case ValueForm::notify:
      return parse_notify(value).has_value();
    case ValueForm::orcpt:
      return parse_orcpt(value).has_value();
    case ValueForm::mailbox:
      return is_auth_mailbox(value);
    case ValueForm::by:
      return parse_by(value).has_value();
    case ValueForm::seconds:
      return is_holdfor(value);
    case ValueForm::date_time:
      return is_date_time(value);
    case ValueForm::priority:
      return is_priority(value);
  }
  return false;
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
