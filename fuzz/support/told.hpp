#pragma once

#include "fuzz/support/situation.hpp"
#include "reference/receiver/decisions.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace smtpspec::fuzz {

/// What the choices of an input stand for is told on standard error, a line each ("told: WHAT VALUE"), where
/// SMTPSPEC_FUZZ_TELL is in the environment: a campaign puts it beside what was found.
inline bool is_to_be_told() {
  static const bool is = std::getenv("SMTPSPEC_FUZZ_TELL") != nullptr;
  return is;
}

inline void tell(const char* what, const std::string& value) {
  std::fprintf(stderr, "told: %s %s\n", what, value.c_str());
}
/// What `smtpspec serve` and a scenario cannot show.
inline void tell_without(const std::string& what) { tell("without", what); }

/// The options of `smtpspec serve` that make such a receiver, each by itself.
inline void tell_receiver(const receiver::Site& site, const receiver::Conduct& conduct) {
  using receiver::Site;
  static constexpr std::pair<bool Site::*, const char*> kFlags[] = {
      {&Site::lmtp, "--lmtp"},
      {&Site::accept_everybody, "--accept-everybody"},
      {&Site::tls_required, "--tls-required"},
      {&Site::auth_required, "--auth-required"},
      {&Site::auth_needs_tls, "--auth-needs-tls"}};
  Site rest = site;  // what is not said yet
  const Site usual;
  for (const auto& [flag, option] : kFlags)
    if (std::exchange(rest.*flag, usual.*flag)) tell("serve", option);
  if (std::exchange(rest.max_size, usual.max_size) != usual.max_size)
    tell("serve", "--max-size " + std::to_string(site.max_size));
  if (!std::exchange(rest.starttls, true) || !site.extensions.has(receiver::Extension::starttls))
    tell("serve", "--tls none");
  for (receiver::DecisionId id = 0; id < receiver::decisions().size(); ++id)
    if (const receiver::Decision& decision = receiver::decisions()[id]; conduct[id] != 0)
      tell("serve", std::string("--deviation ").append(decision.name) + "=" +
                        std::string(decision.choices[conduct[id]].name));

  if (std::exchange(rest.max_recipients, usual.max_recipients) != usual.max_recipients)
    tell_without("a limit of " + std::to_string(site.max_recipients) + " recipients");
  if (std::exchange(rest.max_hops, usual.max_hops) != usual.max_hops)
    tell_without("a limit of " + std::to_string(site.max_hops) + " Received fields");
  if (std::exchange(rest.refuses_sessions, false)) tell_without("a server that greets with 554");
  if (std::exchange(rest.extensions, usual.extensions) != usual.extensions)
    tell_without("a server that lacks some extensions");
  if (rest != usual) tell_without("other mailboxes, domains and lists");
}

inline void tell_host(const Situation& situation) {
  if (situation.stored != receiver::StoreResult::kept) tell_without("a host that keeps no message");
  if (situation.judged != receiver::SaslResult::Kind::success)
    tell_without("a host that takes no response of AUTH for right");
  if (situation.tls_fails) tell_without("a TLS handshake that fails");
}

}  // namespace smtpspec::fuzz
