#pragma once

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/parameters.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace smtpspec::fuzz {

/// BODY and RET are one word of few, NOTIFY is some.
inline void check_words(std::string_view text) {
  using namespace syntax;
  const auto word = [&](auto read, auto value, std::string_view is) {
    require((read == value) == same(text, is), "a word is read for itself");
  };
  word(parse_body(text), Body::seven_bit, "7BIT");
  word(parse_body(text), Body::eight_bit_mime, "8BITMIME");
  word(parse_body(text), Body::binary_mime, "BINARYMIME");
  word(parse_ret(text), Return::full, "FULL");
  word(parse_ret(text), Return::headers, "HDRS");
  const auto notify = parse_notify(text);
  if (!notify) return;
  // No word of the list is in another.
  const auto is_said = [&](std::string_view is) {
    for (std::size_t i = 0; i + is.size() <= text.size(); ++i)
      if (same(text.substr(i, is.size()), is)) return true;
    return false;
  };
  require(notify->never == is_said("NEVER") && notify->success == is_said("SUCCESS") &&
              notify->failure == is_said("FAILURE") && notify->delay == is_said("DELAY"),
          "NOTIFY asks for what it says");
}

inline void check_numbers(std::string_view text) {
  if (const auto size = syntax::parse_size(text)) {
    constexpr std::string_view kMost = "18446744073709551615";
    std::string_view digits = text.substr(std::min(text.find_first_not_of('0'), text.size() - 1));
    if (digits.size() == kMost.size()) digits = std::min(digits, kMost);
    require(std::to_string(*size) == digits, "SIZE is its digits");
  }
  if (const auto by = syntax::parse_by(text)) {
    require(by->seconds == std::stoi(std::string(text)), "BY is its seconds");
    const std::string_view mode = text.substr(text.find(';') + 1);
    require(same(mode.substr(0, 1), std::string_view(&by->mode, 1)) && (by->mode == 'N' || by->mode == 'R'),
            "BY notifies or returns");
    require(by->trace == (mode.size() == 2), "BY asks for a trace by T");
  }
}

inline void check_recipient(std::string_view text) {
  const auto original = syntax::parse_orcpt(text);
  const bool is_xtext = syntax::is_envid(text) || syntax::is_auth_mailbox(text) || original;
  require(!is_xtext || text.find_first_of("\r\n\0 ", 0, 4) == text.npos, "no line end hides in xtext");
  if (!original) return;
  require(original->type == text.substr(0, text.find(';')), "a type stands before the first semicolon");
  require(original->address == text.substr(original->type.size() + 1), "an address stands behind it");
}

/// Parameters of any name.
inline void check_unknown(std::string_view text) {
  static syntax::Command command;
  const std::string line = "MAIL FROM:<> " + std::string(text);
  parse_command(line, {}, command);
  for (const syntax::Parameter& parameter : command.parameters) {
    for (const syntax::Verb verb : {syntax::Verb::mail, syntax::Verb::rcpt}) {
      const syntax::ParameterCheck check = check_parameter(verb, parameter);
      require((check.fault == syntax::ParameterFault::unknown) == check.extension.empty(),
              "a known parameter has an extension");
    }
  }
}

}  // namespace smtpspec::fuzz
