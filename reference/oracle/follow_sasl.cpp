#include "reference/oracle/hypothesis.hpp"
#include "reference/receiver/base64.hpp"
#include "reference/receiver/decisions.hpp"

/// AUTH (RFC 4954 §4).
namespace smtpspec::oracle {

using receiver::Mode;
using receiver::operator""_decision;
using receiver::Ruling;

namespace {

/// Some write a blank more than the grammar has.
std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

void Hypothesis::follow_sasl(const reply::Reply& reply) {
  const int code = reply.code;
  constexpr int kContinue = 334;
  constexpr int kAuthenticated = 235;
  const Pending answered = *std::exchange(pending, std::nullopt);
  session.mode = Mode::command;
  if (code == kContinue) {
    // As good as what it leads to.
    last = judge(answered.ruling, kAuthenticated);
    last.chosen.reset();
    if (!reply.lines.empty() && !receiver::decode_base64(trimmed(reply.lines.front())))
      convict("auth-challenge"_decision);
    session.mode = Mode::response;
    return;
  }
  // Whether the credentials are good is not known here; where none came, they are asked for.
  const bool must_ask = last.clause == "auth-without-initial-response"_decision;
  if (code >= 400 && last.grade == Grade::unlawful && !must_ask) last.grade = Grade::tolerable;
  if (!last.chosen) return;
  Ruling asked;
  session.apply(*last.chosen, {}, asked);
}

}  // namespace smtpspec::oracle
