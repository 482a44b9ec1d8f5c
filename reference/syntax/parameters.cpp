#include "reference/syntax/parameters.hpp"

#include <algorithm>

#include "reference/syntax/octets.hpp"

namespace smtpspec::syntax {
namespace {

enum class On : std::uint8_t { mail, rcpt };

struct Row {
  std::string_view keyword;
  std::string_view extension;
  On on;
  bool (*good)(std::string_view value);  ///< null: the parameter takes no value
};

constexpr Row kParameters[] = {
    {"SIZE", "SIZE", On::mail, [](std::string_view value) { return parse_size(value).has_value(); }},
    {"BODY", "8BITMIME", On::mail, [](std::string_view value) { return parse_body(value).has_value(); }},
    {"SMTPUTF8", "SMTPUTF8", On::mail, nullptr},
    {"RET", "DSN", On::mail, [](std::string_view value) { return parse_ret(value).has_value(); }},
    {"ENVID", "DSN", On::mail, is_envid},
    {"NOTIFY", "DSN", On::rcpt, [](std::string_view value) { return parse_notify(value).has_value(); }},
    {"ORCPT", "DSN", On::rcpt, [](std::string_view value) { return parse_orcpt(value).has_value(); }},
    {"AUTH", "AUTH", On::mail, is_auth_mailbox},
    {"BY", "DELIVERBY", On::mail, [](std::string_view value) { return parse_by(value).has_value(); }},
    {"HOLDFOR", "FUTURERELEASE", On::mail, is_holdfor},
    {"HOLDUNTIL", "FUTURERELEASE", On::mail, is_date_time},
    {"MT-PRIORITY", "MT-PRIORITY", On::mail, is_priority},
    {"REQUIRETLS", "REQUIRETLS", On::mail, nullptr},
};

ParameterFault judge(const Row& row, On on, const Parameter& parameter) {
  if (row.on != on) return ParameterFault::wrong_command;
  if (row.good == nullptr)
    return parameter.has_equals ? ParameterFault::value_forbidden : ParameterFault::none;
  if (!parameter.has_equals) return ParameterFault::value_missing;
  return row.good(parameter.value) ? ParameterFault::none : ParameterFault::bad_value;
}

}  // namespace

ParameterCheck check_parameter(Verb verb, const Parameter& parameter) {
  const auto* row = std::ranges::find_if(
      kParameters, [&](const Row& each) { return equals_ignoring_case(each.keyword, parameter.keyword); });
  if (row == std::end(kParameters)) return {.fault = ParameterFault::unknown};
  const bool binary = row->good != nullptr && equals_ignoring_case(row->keyword, "BODY") &&
                      parse_body(parameter.value) == Body::binary_mime;
  return {.fault = judge(*row, verb == Verb::rcpt ? On::rcpt : On::mail, parameter),
          .extension = binary ? "BINARYMIME" : row->extension};
}

const Parameter* find_parameter(const Command& command, std::string_view keyword) {
  for (const Parameter& parameter : command.parameters) {
    if (equals_ignoring_case(parameter.keyword, keyword)) return &parameter;
  }
  return nullptr;
}

}  // namespace smtpspec::syntax
