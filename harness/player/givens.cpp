#include "harness/player/givens.hpp"

#include "harness/language/parser.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <string_view>

namespace smtpspec::player {
namespace {

using language::Step;
using language::Suite;

// A fragment of a scenario, as a suite that owns its steps.
std::shared_ptr<const Suite> script(const std::string& steps) {
  auto suite = language::parse(
      "given", "suite \"given\"\nscenario given\ntitle given\nchecks RFC5321-3.3-a\n" + steps);
  assert(suite);
  return std::make_shared<const Suite>(*std::move(suite));
}

void append(std::vector<Instruction>& out, const std::shared_ptr<const Suite>& suite) {
  for (const Step& step : suite->scenarios.front().steps)
    out.push_back({.what = std::shared_ptr<const Step>(suite, &step), .of_given = true});
}

const std::shared_ptr<const Suite>& greeting() {
  static const auto kScript = script("S: 220\n");
  return kScript;
}
const std::shared_ptr<const Suite>& starttls() {
  static const auto kScript = script("C: STARTTLS\nS: 220\ntls handshake\n");
  return kScript;
}
const std::shared_ptr<const Suite>& mail() {
  static const auto kScript = script("C: MAIL FROM:<${sender}>\nS: 250\n");
  return kScript;
}
const std::shared_ptr<const Suite>& data() {
  static const auto kScript = script("C: DATA\nS: 354\n");
  return kScript;
}
const std::shared_ptr<const Suite>& recipient(std::uint32_t n) {
  static const std::shared_ptr<const Suite> kScripts[kMostRecipients] = {
      script("C: RCPT TO:<${recipient}>\nS: 250|251\n"),
      script("C: RCPT TO:<${second-recipient}>\nS: 250|251\n")};
  return kScripts[std::min(n, kMostRecipients - 1)];
}

using Apply = void (*)(Prologue&, std::uint32_t count);
struct Word {
  std::string_view word;
  Apply apply;
};
void up_to_mail(Prologue& prologue, std::uint32_t) { prologue.mail = true; }
void up_to_rcpt(Prologue& prologue, std::uint32_t count) {
  prologue.mail = true;
  prologue.recipients = count;
}
void up_to_data(Prologue& prologue, std::uint32_t) {
  prologue.mail = prologue.data = true;
  if (prologue.recipients == 0) prologue.recipients = 1;
}
constexpr Word kWords[] = {
    {"raw",
     [](Prologue& prologue, std::uint32_t) {
       prologue.read_greeting = false;
       prologue.hello = Prologue::Hello::none;
     }},
    {"connected", [](Prologue& prologue, std::uint32_t) { prologue.hello = Prologue::Hello::none; }},
    {"helo", [](Prologue& prologue, std::uint32_t) { prologue.hello = Prologue::Hello::helo; }},
    {"lhlo", [](Prologue& prologue, std::uint32_t) { prologue.hello = Prologue::Hello::lhlo; }},
    {"tls", [](Prologue& prologue, std::uint32_t) { prologue.tls = true; }},
    {"authenticated", [](Prologue& prologue, std::uint32_t) { prologue.log_in = true; }},
    {"mail", up_to_mail},
    {"rcpt", up_to_rcpt},
    {"data", up_to_data},
};

bool says(const language::Scenario& scenario, std::string_view word) {
  for (const language::Given& given : scenario.given) {
    if (given.word == word) return true;
  }
  return false;
}

bool is_about_auth(const language::Scenario& scenario) {
  return std::any_of(scenario.needs.begin(), scenario.needs.end(),
                     [](std::string_view need) { return need == "AUTH" || need.starts_with("AUTH="); });
}

SayHello::How how(Prologue::Hello hello) {
  if (hello == Prologue::Hello::helo) return SayHello::How::helo;
  return hello == Prologue::Hello::lhlo ? SayHello::How::lhlo : SayHello::How::ehlo_or_helo;
}

}  // namespace

Prologue prologue(const language::Scenario& scenario, const Circumstances& circumstances) {
  Prologue out;
  if (circumstances.lmtp) out.hello = Prologue::Hello::lhlo;
  for (const language::Given& given : scenario.given) {
    for (const Word& word : kWords) {
      if (word.word == given.word) word.apply(out, given.count);
    }
  }
  const bool has_hello = out.hello != Prologue::Hello::none;
  const bool plain = says(scenario, "plain") || out.hello == Prologue::Hello::helo;
  if (has_hello && !plain) {
    out.tls = out.tls || circumstances.use_starttls;
    out.log_in = out.log_in || (circumstances.authenticate && !says(scenario, "unauthenticated"));
    const bool will_log_in = out.log_in || (says(scenario, "unauthenticated") && is_about_auth(scenario));
    out.tls = out.tls || (circumstances.auth_in_tls && will_log_in);
  }
  // After STARTTLS and AUTH there must be a greeting again.
  if (out.tls || out.log_in || out.mail) {
    if (!has_hello) out.hello = circumstances.lmtp ? Prologue::Hello::lhlo : Prologue::Hello::ehlo;
    out.read_greeting = true;
  }
  if (circumstances.implicit_tls) out.tls = false;
  return out;
}

std::vector<Instruction> instructions(const Prologue& prologue) {
  std::vector<Instruction> out;
  const auto add = [&out](auto what) { out.push_back({.what = std::move(what), .of_given = true}); };
  const auto hello = [&] { add(SayHello{how(prologue.hello)}); };
  if (prologue.connect) add(Dial{});
  if (prologue.read_greeting) append(out, greeting());
  if (prologue.hello != Prologue::Hello::none) hello();
  if (prologue.tls) {
    add(CheckStartTls{});
    append(out, starttls());
    hello();
  }
  if (prologue.hello != Prologue::Hello::none) add(CheckNeeds{});
  if (prologue.log_in) add(LogIn{});
  if (prologue.mail) append(out, mail());
  for (std::uint32_t n = 0; n < prologue.recipients; ++n) append(out, recipient(n));
  if (prologue.data) append(out, data());
  return out;
}

}  // namespace smtpspec::player
