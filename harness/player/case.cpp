#include "harness/player/expand.hpp"
#include "harness/player/givens.hpp"
#include "harness/player/needs.hpp"
#include "harness/player/player.hpp"

#include <algorithm>

namespace smtpspec::player {
namespace {

using language::Scenario;

template <class T>
bool contains(const std::vector<T>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

struct NeededVariable {
  std::string_view need;
  std::string_view variable;
};
// Needs that hold where a variable of the target is known.
constexpr NeededVariable kNeededVariables[] = {
    {"second-recipient", "second-recipient"},
    {"moved-recipient", "moved-recipient"},
    {"full-recipient", "full-recipient"},
    {"list", "list"},
    {"credentials", "password"},
};

struct AbilityMeaning {
  std::string_view need;
  std::string_view without;
};
constexpr AbilityMeaning kAbilities[] = {
    {"relay", "no domain is known that the target relays to (--relay-domain)"},
    {"foreign", "the target takes recipients of foreign domains from us: it trusts us"},
    {"unknown-user-check", "the target accepts recipients that do not exist"},
    {"observe", "what the target delivers cannot be seen (--sink-port, --maildir)"},
    {"observe-octets", "what the target delivers cannot be seen octet by octet (--sink-port)"},
    {"auth-in-plain", "AUTH is not offered without TLS"},
    {"auth-required", "MAIL is not refused for want of a login (530), or no login works (--user)"},
    {"tls-required", "MAIL is not refused for want of TLS (530)"},
    {"refused-session", "the target does not refuse us at the greeting (554)"},
    {"unix", "the target is not on a Unix socket"},
    {"tls-works", "no TLS handshake succeeded in the preflight"},
};

std::string unknown_variable(std::string_view name) {
  const std::string_view option = option_for(name);
  std::string out = "${" + std::string(name) + "} is not known";
  if (!option.empty()) out += " (" + std::string(option) + ")";
  return out;
}

bool applies_to(const Scenario& scenario, const std::string& role) {
  if (!scenario.roles.empty()) return contains(scenario.roles, role);
  const bool for_lmtp = std::any_of(scenario.given.begin(), scenario.given.end(),
                                    [](const language::Given& given) { return given.word == "lhlo"; });
  return for_lmtp == (role == "lmtp");
}

std::string why_lacking(const std::string& need, const Circumstances& circumstances,
                        const Variables& variables) {
  for (const auto& [word, variable] : kNeededVariables) {
    if (word == need) return variables.find(variable) != nullptr ? "" : unknown_variable(variable);
  }
  for (const auto& [word, without] : kAbilities) {
    if (word != need) continue;
    if (contains(circumstances.abilities, need)) return {};
    if (contains(circumstances.unasked, need)) return "'" + need + "' could not be asked in the preflight";
    return std::string(without);
  }
  return {};
}

// Whether what the preflight saw announced is what the session will see too.
bool keywords_are_known(const Prologue& prologue, const Circumstances& circumstances) {
  return circumstances.helo_only || (!circumstances.ehlo_keywords.empty() && !prologue.tls);
}

std::string why_not_offered(const Scenario& scenario, const Circumstances& circumstances) {
  Connection seen;
  reply::Reply ehlo{.code = 250, .lines = {""}};
  ehlo.lines.insert(ehlo.lines.end(), circumstances.ehlo_keywords.begin(), circumstances.ehlo_keywords.end());
  seen.keywords = Keywords(ehlo);
  seen.esmtp = !circumstances.helo_only;
  return not_announced(scenario, seen);
}

// Goes through the scenario's texts with an expander, which remembers what it misses.
class Texts {
 public:
  explicit Texts(Expander& expander) : expander_(expander) {}

  void operator()(const language::ClientLine& line) { expander_.text(line.text); }
  void operator()(const language::ClientWrite& write) { expander_.writes(write.pieces); }
  void operator()(const language::Auth& auth) {
    if (auth.user) expander_.text(*auth.user);
    if (auth.password) expander_.text(*auth.password);
  }
  void operator()(const language::Delivered& delivered) {
    claim(delivered.claim);
    for (const language::DeliveredRow& row : delivered.rows) claim(row.claim);
  }
  template <class Other>
  void operator()(const Other&) {}

 private:
  Expander& expander_;

  void claim(const language::DeliveredClaim& claim) {
    if (claim.from) expander_.text(*claim.from);
    for (const language::Template& to : claim.to) expander_.text(to);
    for (const auto* pieces : {&claim.content, &claim.has, &claim.lacks}) expander_.octets(*pieces);
  }
};

// Captures are known only once the server has answered.
struct SupposeCaptures {
  Variables& variables;
  void suppose(const language::Expect& expect) {
    for (const language::Capture& capture : expect.captures) variables.set(capture.name, {});
  }
  void operator()(const language::SetUp& set_up) { suppose(set_up.expect); }
  void operator()(const language::Question& question) {
    suppose(question.expect);
    for (const language::Alternative& alternative : question.alternatives) suppose(alternative.expect);
  }
  template <class Other>
  void operator()(const Other&) {}
};

std::string missing_in_steps(const Case& c, Variables& variables) {
  for (const language::Step& step : c.scenario->steps) std::visit(SupposeCaptures{variables}, step.what);
  Expander expander(*c.scenario, variables, Expander::Repeat::once);
  for (const language::Step& step : c.scenario->steps) std::visit(Texts(expander), step.what);
  return expander.missing();
}

std::string_view missing_in_prologue(const Prologue& prologue, const Variables& variables) {
  struct Used {
    bool used;
    std::string_view variable;
  };
  const Used all[] = {{prologue.hello != Prologue::Hello::none, "client"},
                      {prologue.log_in, "user"},
                      {prologue.log_in, "password"},
                      {prologue.mail, "sender"},
                      {prologue.recipients > 0, "recipient"},
                      {prologue.recipients > 1, "second-recipient"}};
  for (const auto& [used, variable] : all) {
    if (used && variables.find(variable) == nullptr) return variable;
  }
  return {};
}

}  // namespace

std::string Case::id() const {
  return variant == nullptr ? scenario->id : scenario->id + "/" + variant->name;
}

std::vector<Case> cases(std::shared_ptr<const language::Suite> suite) {
  std::vector<Case> out;
  for (const Scenario& scenario : suite->scenarios) {
    for (const language::Variant& variant : scenario.variants) out.push_back({suite, &scenario, &variant});
    if (scenario.variants.empty()) out.push_back({suite, &scenario, nullptr});
  }
  return out;
}

std::string why_skipped(const Case& c, const Circumstances& circumstances) {
  const Scenario& scenario = *c.scenario;
  if (!applies_to(scenario, circumstances.role)) return "not for the role " + circumstances.role;
  Variables variables(c, circumstances, "token");
  for (const std::string& need : scenario.needs) {
    if (std::string why = why_lacking(need, circumstances, variables); !why.empty()) return why;
  }
  for (const language::Given& given : scenario.given) {
    if (std::string why = why_lacking(given.word, circumstances, variables); !why.empty()) return why;
  }
  const Prologue before = prologue(scenario, circumstances);
  if (before.recipients > kMostRecipients) return "more than two recipients are not known";
  if (keywords_are_known(before, circumstances)) {
    if (std::string why = why_not_offered(scenario, circumstances); !why.empty()) return why;
  }
  if (const auto name = missing_in_prologue(before, variables); !name.empty()) return unknown_variable(name);
  if (const auto name = missing_in_steps(c, variables); !name.empty()) return unknown_variable(name);
  return {};
}

}  // namespace smtpspec::player
