#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/rules/rules.hpp"
#include "reference/syntax/octets.hpp"
#include "reference/syntax/xtext.hpp"

#include <algorithm>

namespace smtpspec::receiver::rules {

namespace {

using syntax::Parameter;
using syntax::Verb;

/// What one parameter is checked with. Each check returns true when a decision was settled.
struct Context {
  const Session& session;
  const Parameter& parameter;
  Ruling& ruling;
};

bool is_upper(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool has_control_octet(std::string_view xtext) {
  const auto octets = syntax::decode_xtext(xtext);
  return octets && std::any_of(octets->begin(), octets->end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e;
         });
}

std::uint64_t modulo_64_bits(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return number;
}

bool size(const Context& c) {
  if (c.ruling.put("size-parameter"_decision)) return true;
  const auto declared = syntax::parse_size(c.parameter.value);
  if (!declared) return c.ruling.put("size-syntax"_decision);
  std::uint64_t counted = *declared;
  if (counted >> 32 != 0) {
    const std::uint8_t choice = c.ruling.ask("size-counted"_decision);
    if (choice == "size-counted=32-bits"_choice) counted &= 0xffffffffU;
    if (choice == "size-counted=modulo-64-bits"_choice) counted = modulo_64_bits(c.parameter.value);
  }
  return c.session.site->max_size != 0 && counted > c.session.site->max_size &&
         c.ruling.put("declared-size"_decision);
}

bool body(const Context& c) {
  const std::string_view value = c.parameter.value;
  const auto read = syntax::parse_body(value);
  const bool binary = read == syntax::Body::binary_mime;
  if (!read || (binary && !c.session.offered.has(Extension::binarymime)))
    return c.ruling.put("body-value"_decision);
  if (!is_upper(value) && c.ruling.put("body-case"_decision)) return true;
  return c.ruling.put(binary ? "body-binarymime"_decision : "body-parameter"_decision);
}

bool smtputf8(const Context& c) {
  if (c.ruling.put("smtputf8-parameter"_decision)) return true;
  return c.parameter.has_equals && c.ruling.put("smtputf8-value"_decision);
}

bool auth(const Context& c) {
  if (!c.session.authenticated && c.ruling.put("auth-parameter"_decision)) return true;
  const bool bad = !syntax::is_auth_mailbox(c.parameter.value) || has_control_octet(c.parameter.value);
  return bad && c.ruling.put("auth-parameter-xtext"_decision);
}

bool ret(const Context& c) {
  if (c.ruling.put("dsn-parameters"_decision)) return true;
  return !syntax::parse_ret(c.parameter.value) && c.ruling.put("ret-value"_decision);
}

bool envid(const Context& c) {
  if (c.ruling.put("dsn-parameters"_decision)) return true;
  if (c.parameter.value.empty()) return c.ruling.put("parameter-syntax"_decision);
  if (has_control_octet(c.parameter.value)) return c.ruling.put("xtext-control"_decision);
  return !syntax::is_envid(c.parameter.value) && c.ruling.put("envid-syntax"_decision);
}

bool notify(const Context& c) {
  if (c.ruling.put("dsn-recipient-parameters"_decision)) return true;
  const std::string_view value = c.parameter.value;
  if (!syntax::parse_notify(value)) {
    const bool never =
        lower_case(value).find("never") != std::string::npos && value.find(',') != std::string_view::npos;
    return c.ruling.put(never ? "notify-never"_decision : "notify-syntax"_decision);
  }
  return !is_upper(value) && c.ruling.put("notify-case"_decision);
}

bool orcpt(const Context& c) {
  if (c.ruling.put("dsn-recipient-parameters"_decision)) return true;
  const std::size_t semicolon = c.parameter.value.find(';');
  if (semicolon != std::string_view::npos && has_control_octet(c.parameter.value.substr(semicolon + 1))) {
    return c.ruling.put("orcpt-control"_decision);
  }
  return !syntax::parse_orcpt(c.parameter.value) && c.ruling.put("orcpt-syntax"_decision);
}

struct Known {
  std::string_view keyword;
  bool on_mail;  ///< else on RCPT
  Extension extension;
  DecisionId repeated;
  bool (*check)(const Context&);
};

constexpr Known kKnown[] = {
    {"SIZE", true, Extension::size, "size-repeated"_decision, size},
    {"BODY", true, Extension::eight_bit_mime, "body-repeated"_decision, body},
    {"SMTPUTF8", true, Extension::smtputf8, "smtputf8-value"_decision, smtputf8},
    {"AUTH", true, Extension::auth, "parameter-syntax"_decision, auth},
    {"RET", true, Extension::dsn, "envelope-parameter-repeated"_decision, ret},
    {"ENVID", true, Extension::dsn, "envelope-parameter-repeated"_decision, envid},
    {"NOTIFY", false, Extension::dsn, "recipient-parameter-repeated"_decision, notify},
    {"ORCPT", false, Extension::dsn, "recipient-parameter-repeated"_decision, orcpt},
};

bool is_announced(const Session& session, Extension extension) {
  return session.offered.has(extension) && !(extension == Extension::auth && session.auth_awaits_tls());
}

const Known* find(const Session& session, Verb verb, std::string_view keyword) {
  for (const Known& known : kKnown) {
    if (syntax::equals_ignoring_case(known.keyword, keyword) && known.on_mail == (verb != Verb::rcpt) &&
        is_announced(session, known.extension)) {
      return &known;
    }
  }
  return nullptr;
}

/// Of a known parameter, a value that is missing behind = is judged like any other wrong value.
bool is_empty_value(const Parameter& parameter) { return parameter.has_equals && parameter.value.empty(); }

bool put_one(const Session& session, const Command& command, std::size_t index, Ruling& ruling) {
  const Parameter& parameter = command.parameters[index];
  const Known* known = find(session, command.verb, parameter.keyword);
  if (known == nullptr) {
    return ruling.put(command.verb == Verb::rcpt ? "unknown-rcpt-parameter"_decision
                                                 : "unknown-mail-parameter"_decision);
  }
  if (!is_upper(parameter.keyword) && ruling.put("parameter-case"_decision)) return true;
  const auto before = command.parameters.begin();
  const bool repeated = std::any_of(
      before, before + static_cast<std::ptrdiff_t>(index),
      [&](const Parameter& other) { return syntax::equals_ignoring_case(other.keyword, parameter.keyword); });
  if (repeated && ruling.put(known->repeated)) return true;
  return known->check({session, parameter, ruling});
}

}  // namespace

bool put_parameters(const Session& session, const Command& command, Ruling& ruling) {
  const bool only_empty =
      std::any_of(command.parameters.begin(), command.parameters.end(), [&](const auto& one) {
        return is_empty_value(one) && find(session, command.verb, one.keyword) != nullptr;
      });
  if (has(command.oddities, Oddity::bad_parameter) && !only_empty && ruling.put("parameter-syntax"_decision))
    return true;
  if (command.parameters.empty()) return false;
  if (!session.extended && ruling.put("parameters-after-helo"_decision)) return true;
  for (std::size_t i = 0; i < command.parameters.size(); ++i) {
    if (put_one(session, command, i, ruling)) return true;
  }
  return false;
}

}  // namespace smtpspec::receiver::rules
