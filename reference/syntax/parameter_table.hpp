#pragma once

#include "reference/syntax/command.hpp"

#include <cstdint>
#include <string_view>

namespace smtpspec::syntax {

/// What the value of an ESMTP parameter is.
enum class ValueForm : std::uint8_t {
  none,  ///< the parameter takes no value
  size,
  body,
  ret,
  envid,
  notify,
  orcpt,
  mailbox,
  by,
  seconds,
  date_time,
  priority,
};

struct ParameterRow {
  std::string_view keyword;
  std::string_view extension;  ///< the EHLO keyword that brings it
  Verb on;                     ///< MAIL or RCPT
  ValueForm value;
};

inline constexpr ParameterRow kParameters[] = {
    {"SIZE", "SIZE", Verb::mail, ValueForm::size},
    {"BODY", "8BITMIME", Verb::mail, ValueForm::body},
    {"SMTPUTF8", "SMTPUTF8", Verb::mail, ValueForm::none},
    {"RET", "DSN", Verb::mail, ValueForm::ret},
    {"ENVID", "DSN", Verb::mail, ValueForm::envid},
    {"NOTIFY", "DSN", Verb::rcpt, ValueForm::notify},
    {"ORCPT", "DSN", Verb::rcpt, ValueForm::orcpt},
    {"AUTH", "AUTH", Verb::mail, ValueForm::mailbox},
    {"BY", "DELIVERBY", Verb::mail, ValueForm::by},
    {"HOLDFOR", "FUTURERELEASE", Verb::mail, ValueForm::seconds},
    {"HOLDUNTIL", "FUTURERELEASE", Verb::mail, ValueForm::date_time},
    {"MT-PRIORITY", "MT-PRIORITY", Verb::mail, ValueForm::priority},
    {"REQUIRETLS", "REQUIRETLS", Verb::mail, ValueForm::none},
};

}  // namespace smtpspec::syntax
