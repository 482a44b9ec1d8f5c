#include "reference/receiver/base64.hpp"
#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/rules/rules.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>

namespace smtpspec::receiver {

namespace rules {

namespace {

/// Mechanisms in which the server speaks first: an initial response is an error (RFC 4954 §4).
bool server_speaks_first(std::string_view mechanism) {
  return syntax::equals_ignoring_case(mechanism, "CRAM-MD5") ||
         syntax::equals_ignoring_case(mechanism, "DIGEST-MD5");
}

bool put_mechanism(const Session& session, const Command& command, Ruling& ruling) {
  const auto& mechanisms = session.site->mechanisms;
  const bool offered = std::any_of(mechanisms.begin(), mechanisms.end(), [&](const std::string& name) {
    return syntax::equals_ignoring_case(name, command.mechanism);
  });
  if (!offered) return ruling.put("auth-mechanism"_decision);
  if (!syntax::equals_ignoring_case(command.mechanism, "PLAIN") &&
      ruling.put("auth-announced-mechanism"_decision))
    return true;
  const bool upper = std::none_of(command.mechanism.begin(), command.mechanism.end(),
                                  [](char c) { return c >= 'a' && c <= 'z'; });
  if (!upper && ruling.put("auth-mechanism-case"_decision)) return true;
  return session.auth_awaits_tls() && ruling.put("auth-without-tls"_decision);
}

bool put_initial_response(const Command& command, Ruling& ruling) {
  const bool server_first = server_speaks_first(command.mechanism);
  if (!command.has_initial_response) {
    const bool asks = !server_first && !syntax::equals_ignoring_case(command.mechanism, "LOGIN");
    return asks && ruling.put("auth-without-initial-response"_decision);
  }
  if (server_first && ruling.put("auth-initial-response"_decision)) return true;
  const bool is_one_word = !has(command.oddities, Oddity::unexpected_argument);
  if (is_one_word && command.initial_response == "=") return ruling.put("auth-equals"_decision);
  const bool is_base64 = is_one_word && decode_base64(command.initial_response);
  return !is_base64 && ruling.put("auth-base64"_decision);
}

}  // namespace

void auth(const Session& session, const Command& command, Ruling& ruling) {
  if (session.authenticated && ruling.put("auth-twice"_decision)) return;
  if (put_oddities(session, command, ruling)) return;
  if (put_mechanism(session, command, ruling) || put_initial_response(command, ruling)) return;
  ruling.suspend(effect::sasl_step);
}

}  // namespace rules

void Session::consider_response(std::string_view line, Ruling& ruling) const {
  if (line == "*") {
    ruling.put("auth-cancel"_decision);
    return;
  }
  if (!decode_base64(line) && ruling.put("auth-base64"_decision)) return;
  ruling.suspend(effect::sasl_step);
}

void Session::consider_success(Ruling& ruling) const { ruling.put("auth-success"_decision); }

void Session::consider_failure(Ruling& ruling) const {
  constexpr std::uint32_t kManyFailures = 3;
  const bool many = auth_failures + 1 >= kManyFailures;
  if (ruling.put("auth-failures"_decision, many ? rules::only({1, 2}) : rules::only({2}))) return;
  ruling.put("auth-failure"_decision);
}

}  // namespace smtpspec::receiver
