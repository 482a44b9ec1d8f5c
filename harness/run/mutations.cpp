#include "harness/run/mutations.hpp"

#include "harness/transport/memory_venue.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::run {
namespace {

Mutation change_of(const receiver::Deviation& change, Mutation::Kind kind, bool on_lenient = false) {
  Mutation out{.kind = kind, .name = change.name, .decision = change.decision, .on_lenient = on_lenient};
  if (on_lenient) {
    out.name += " (lenient)";
    out.behaviour.conduct = receiver::Conduct::lenient();
  }
  out.behaviour.conduct.set(change.decision, change.choice);
  for (const std::string_view one : receiver::requirements_of(change)) out.requirements.emplace_back(one);
  return out;
}

using transport::Interference;

// One of each kind that scenarios tell apart.
constexpr int kCodes[] = {220, 221, 235, 250, 251, 252, 334, 354, 421, 450, 451, 452, 454, 500, 501,
                          502, 503, 504, 523, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555, 556};
constexpr Interference::What kOfReplies[] = {Interference::What::says_less, Interference::What::says_twice,
                                             Interference::What::swallows, Interference::What::closes};
constexpr Interference::What kOfMessages[] = {
    Interference::What::splits_message, Interference::What::first_only,
    Interference::What::last_only,      Interference::What::ends_at_close,
    Interference::What::loses_message,  Interference::What::doubles_message,
    Interference::What::alters_message};

Mutation mutation(const Interference& interference) {
  return {.kind = Mutation::Kind::interference, .name = interference.name(), .interference = interference};
}

// Which replies answered steps of the scenario; of very many, the first and the last.
std::vector<std::size_t> own_replies(const player::Result& dialogue) {
  constexpr std::size_t kFirst = 10;
  constexpr std::size_t kLast = 4;
  std::vector<std::size_t> out;
  std::size_t reply = 0;
  for (const player::Entry& entry : dialogue.transcript) {
    if (entry.kind != player::Entry::Kind::received) continue;
    if (entry.source_line != 0) out.push_back(reply);
    ++reply;
  }
  if (out.size() > kFirst + kLast) out.erase(out.begin() + kFirst, out.end() - kLast);
  return out;
}

Venue first_venue(const language::Scenario& scenario) {
  transport::MemoryVenue made_for = transport::memory_venue(scenario);
  return {.site = std::move(made_for.site), .circumstances = std::move(made_for.circumstances)};
}

}  // namespace

std::vector<Mutation> interferences(const player::Result& dialogue) {
  std::vector<Mutation> out;
  for (const std::size_t reply : own_replies(dialogue)) {
    for (const int code : kCodes)
      out.push_back(mutation({.what = Interference::What::says, .reply = reply, .code = code}));
    for (const auto what : kOfReplies) out.push_back(mutation({.what = what, .reply = reply}));
  }
  const bool has_tls = std::any_of(dialogue.transcript.begin(), dialogue.transcript.end(),
                                   [](const player::Entry& entry) { return entry.in_tls; });
  if (has_tls) out.push_back(mutation({.what = Interference::What::fails_handshake}));
  if (dialogue.claims.empty()) return out;
  for (const auto what : kOfMessages) out.push_back(mutation({.what = what}));
  return out;
}

std::vector<Mutation> mutations() {
  std::vector<Mutation> out;
  out.push_back({.name = "octet by octet", .octet_by_octet = true});
  for (const receiver::Deviation& variant : receiver::lawful_variants())
    out.push_back(change_of(variant, Mutation::Kind::lawful));
  for (const receiver::Deviation& deviation : receiver::deviations()) {
    for (const bool on_lenient : {false, true})
      out.push_back(change_of(deviation, Mutation::Kind::deviation, on_lenient));
  }
  for (const receiver::Fault& fault : receiver::faults()) {
    out.push_back({.kind = Mutation::Kind::fault, .name = fault.name(), .behaviour = {.fault = fault}});
    for (const std::string_view one : receiver::requirements_of(fault.reaction))
      out.back().requirements.emplace_back(one);
  }
  return out;
}

std::vector<Venue> venues_for(const language::Scenario& scenario) {
  const Venue first = first_venue(scenario);
  std::vector<Venue> out{first};
  const auto add = [&](std::string name) -> Venue& {
    out.push_back(first);
    out.back().name = std::move(name);
    return out.back();
  };
  Venue& tls = add("where TLS is required");
  tls.site.tls_required = tls.circumstances.use_starttls = true;
  Venue& auth = add("where AUTH is required");
  auth.site.auth_required = auth.circumstances.authenticate = true;
  Venue& inside = add("where AUTH is offered inside TLS only");
  inside.site.auth_needs_tls = true;
  std::erase(inside.circumstances.abilities, "auth-in-plain");
  for (const std::size_t kept_before : {std::size_t{1}, std::size_t{0}}) {
    const std::string which = kept_before == 0 ? "messages" : "all but the first message";
    Venue& full = add("where " + which + " cannot be kept now");
    full.store = receiver::StoreResult::try_later;
    full.kept_before = kept_before;
    Venue& strict = add("where " + which + " are refused");
    strict.store = receiver::StoreResult::refused;
    strict.kept_before = kept_before;
  }
  Venue& everybody = add("where everybody is taken");
  everybody.site.accept_everybody = true;
  for (const char* lost : {"unknown-user-check", "foreign"})
    std::erase(everybody.circumstances.abilities, lost);
  return out;
}

}  // namespace smtpspec::run
