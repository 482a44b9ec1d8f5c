#pragma once

#include "fuzz/support/reply_form.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"

#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// The replies to a command by RFC 5321 §4.3.2, and those of the extensions that add to it: RFC 1870 §6, RFC
/// 1985 §4, RFC 2033 §4, RFC 3030 §2, RFC 3207 §4, RFC 4954 §4 and §6, RFC 6531 §3.5.
struct VerbCodes {
  std::string_view verb, success, failure;
};
inline constexpr VerbCodes kVerbCodes[] = {
    {"", "", "500 501 502"},
    {"EHLO", "250", "504 550 502"},
    {"HELO", "250", "504 550 502"},
    {"LHLO", "250", "504 550 502"},
    {"MAIL", "250", "552 451 452 550 553 503 455 555"},
    {"RCPT", "250 251", "550 551 552 553 450 451 452 503 455 555"},
    {"DATA", "354", "503 554 450 550"},
    {"BDAT", "250", "502 503 552 554 451 452 450 550"},
    {"content", "250", "552 554 451 452 450 550"},
    {"RSET", "250", ""},
    {"VRFY", "250 251 252", "550 551 553 502 504"},
    {"EXPN", "250 252", "550 502 504"},
    {"HELP", "211 214", "502 504"},
    {"NOOP", "250", ""},
    {"QUIT", "221", ""},
    {"ETRN", "250 251 252 253", "458 459 502"},
    {"STARTTLS", "220", "454 502 503"},
    {"AUTH", "235", "432 454 502 503 504 534 535 538"},
};
/// Any command (RFC 5321 §3.1, §4.2.4, §4.3.2; RFC 3207 §4, RFC 4954 §6).
inline constexpr std::string_view kAnyVerb = "421 500 501 503 530";

inline bool has_code(std::string_view codes, int code) {
  return codes.find(std::to_string(code)) != std::string_view::npos;
}

/// `due`: what is due of them, if that can be said.
inline void check_code(int code, std::string_view verb, std::string_view due) {
  const VerbCodes* row = kVerbCodes;
  for (const VerbCodes& each : kVerbCodes)
    if (each.verb == verb) row = &each;
  require(has_code(row->success, code) || has_code(row->failure, code) || has_code(kAnyVerb, code),
          "a code is one that the standards list for the command");
  require(due.empty() || has_code(due, code), "a code says what the standards have it say");
}

/// Takes the enhanced codes from the texts. RFC 2034 §4: where they are announced they begin every line of
/// all but 3yz, the greeting and the answer to EHLO, HELO or LHLO, and are of the class of the reply.
inline void take_enhanced(TakenReply& reply, bool due) {
  if (reply.code / 100 == 3) due = false;
  for (std::string& text : reply.texts) {
    const std::string_view word = std::string_view(text).substr(0, text.find(' '));
    const bool enhanced = smtp_grammar().matches("status-code", word) && word.size() < text.size();
    require(enhanced == due, "an enhanced code stands where it is due, and nowhere else");
    if (!enhanced) continue;
    require(word[0] - '0' == reply.code / 100, "an enhanced code is of the class of the reply");
    text.erase(0, word.size() + 1);
  }
}

inline std::string_view first_word(const TakenReply& reply) {
  const std::string_view text = reply.texts.front();
  return text.substr(0, text.find(' '));
}

}  // namespace smtpspec::fuzz
