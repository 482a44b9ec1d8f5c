#include "harness/run/preflight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cctype>
#include <memory>
#include <string_view>

#include "harness/language/parser.hpp"
#include "harness/run/dialogue.hpp"

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kDialogues = R"(suite "Preflight"

scenario hello
  title   The target greets, and takes a greeting
  checks  RFC5321-3.1-a
  given   connected
  C: EHLO ${client}
  S? 250 -> end
   | note any
  C: HELO ${client}
  S? 250 -> end
   | note any
  C: LHLO ${client}
  S? any

scenario tls
  title   A TLS handshake succeeds, and the greeting is answered inside
  checks  RFC5321-3.1-a
  given   connected
  variant ehlo hello EHLO
  variant lhlo hello LHLO
  C: ${hello} ${client}
  S: 250
  C: STARTTLS
  S: 220
  tls handshake
   | pass done
   | note failed -> end
  C: ${hello} ${client}
  S? any

scenario envelope
  title   MAIL and RCPT are accepted
  checks  RFC5321-3.1-a
  given   greeted
  C: MAIL FROM:<${sender}>
  S? 250
   | note any -> end
  C: RCPT TO:<${recipient}>
  S? any
  C: RSET
  S? any
)";

constexpr std::string_view kLogIn = R"(
scenario {0}
  title   A login succeeds
  checks  RFC5321-3.1-a
  given   greeted
  auth {1}
   | pass done
   | note failed
)";
constexpr std::string_view kMechanisms[] = {"PLAIN", "LOGIN", "SCRAM-SHA-256", "CRAM-MD5"};

constexpr std::string_view kPostmaster = "postmaster";
constexpr Millis kFirstBanner = 5s;   // before TLS from the first octet is tried
constexpr Millis kBeforeAsking = 1s;  // the second time, where the first RCPT was refused for now

std::string log_in_id(std::string_view mechanism) {
  std::string id("log-in-");
  for (const char c : mechanism) id += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return id;
}

std::string log_in_with(std::string_view mechanism) {
  return fmt::format(kLogIn, log_in_id(mechanism), mechanism);
}

/// One of them; `variant` is the number of one of its variants.
player::Case dialogue(std::string_view id, std::size_t variant = 0) {
  static const auto kSuite = [] {
    std::string text(kDialogues);
    for (const std::string_view mechanism : kMechanisms) text += log_in_with(mechanism);
    auto suite = language::parse("preflight", text);
    assert(suite);
    return std::make_shared<const language::Suite>(*std::move(suite));
  }();
  const auto found = std::find_if(kSuite->scenarios.begin(), kSuite->scenarios.end(),
                                  [&](const language::Scenario& scenario) { return scenario.id == id; });
  assert(found != kSuite->scenarios.end());
  return {kSuite, &*found, found->variants.empty() ? nullptr : &found->variants[variant]};
}

Answer answer(const Answered* reply) {
  return reply == nullptr ? Answer{} : Answer{reply->reply.code, quote(reply->reply)};
}

class Finder {
 public:
  Finder(const Options& options, const player::Circumstances& start, bool stranger, const PlayOne& play)
      : options_(options),
        stranger_(stranger),
        play_(play),
        out_{.known = start} {
    auto& known = out_.known;
    known.reply_timeout = reply_patience(options);
    const auto& tls = options.settings.tls;
    known.implicit_tls = tls == "implicit";
    known.use_starttls = tls == "starttls";
    known.variables.try_emplace("recipient", kPostmaster);
    if (hello()) {
      tls_works();
      if (facts().hello != Facts::Hello::none) envelope();
    }
    facts().implicit_tls = known.implicit_tls;
    facts().began_tls = known.use_starttls;
    facts().logged_in = known.authenticate;
  }
  Preflight take() { return std::move(out_); }

 private:
  const Options& options_;
  bool stranger_;
  const PlayOne& play_;
  Preflight out_;

  Facts& facts() { return out_.facts; }
  const target::Settings& settings() const { return options_.settings; }

  struct Played {
    player::Result result;
    std::vector<Answered> replies;
  };
  Played play(const player::Case& what, const player::Circumstances& circumstances, Millis wait = 0ms) {
    Played played{play_(what, circumstances, wait), {}};
    played.replies = replies(played.result);
    for (const Answered& one : played.replies) {
      // Exim takes its time over QUIT alone: that says nothing about how long silence is
      if (one.command.empty() || one.command.starts_with("QUIT")) continue;
      facts().latency = std::max(facts().latency, one.latency);
    }
    return played;
  }

  /// The greeting, and which of EHLO, HELO and LHLO is taken. False: there is nothing to go on with.
  bool hello() {
    auto& known = out_.known;
    const bool may_guess_tls = !settings().tls && !known.implicit_tls;
    const Millis patience = banner_patience(options_);
    known.banner_timeout = may_guess_tls ? std::min(kFirstBanner, patience) : patience;
    Played played = play(dialogue("hello"), known);
    if (may_guess_tls && played.replies.empty()) {
      auto inside = known;
      inside.implicit_tls = true;
      if (Played again = play(dialogue("hello"), inside); !again.replies.empty()) {
        known.implicit_tls = true;
        played = std::move(again);
      } else {
        known.banner_timeout = patience;
        played = play(dialogue("hello"), known);
      }
    }
    known.banner_timeout = patience;
    if (played.replies.empty()) {
      facts().unreachable = played.result.message;
      return false;
    }
    read_hello(played);
    return facts().banner_code / 100 == 2;
  }

  void read_hello(const Played& played) {
    const reply::Reply& banner = played.replies.front().reply;
    facts().banner = banner.octets;
    facts().banner_code = banner.code;
    facts().banner_time = played.replies.front().latency;
    struct Greeting {
      std::string_view verb;
      Facts::Hello means;
    };
    for (const auto& [verb, means] :
         {Greeting{"EHLO", Facts::Hello::ehlo}, Greeting{"HELO", Facts::Hello::helo},
          Greeting{"LHLO", Facts::Hello::lhlo}}) {
      const Answered* reply = answer_to(played.replies, verb);
      if (reply == nullptr) continue;
      if (reply->reply.code == 250) {
        facts().hello = means;
        if (means != Facts::Hello::helo) take_extensions(reply->reply, facts().ehlo);
        return;
      }
      if (facts().hello_quote.empty()) facts().hello_quote = quote(reply->reply);
    }
  }

  static void take_extensions(const reply::Reply& ehlo, std::vector<std::string>& into) {
    if (!ehlo.lines.empty()) into.assign(ehlo.lines.begin() + 1, ehlo.lines.end());
  }

  void tls_works() {
    if (out_.known.implicit_tls) {
      facts().tls_works = true;
      facts().ehlo_in_tls = facts().ehlo;
      return;
    }
    if (!announces(facts().ehlo, "STARTTLS")) return;
    auto plain = out_.known;
    plain.use_starttls = false;
    const Played played = play(dialogue("tls", facts().hello == Facts::Hello::lhlo ? 1 : 0), plain);
    const auto& entries = played.result.transcript;
    const bool inside = std::any_of(entries.begin(), entries.end(), [](const player::Entry& entry) {
      return entry.in_tls && entry.kind == player::Entry::Kind::received;
    });
    facts().tls_works = inside;
    if (!inside) {
      const auto& findings = played.result.findings;
      facts().tls_why = findings.empty() ? played.result.message : findings.back().observed;
      return;
    }
    if (const Answered* ehlo = answer_to(played.replies, "EHLO");
        ehlo != nullptr && ehlo->reply.code == 250) {
      take_extensions(ehlo->reply, facts().ehlo_in_tls);
    }
  }

  /// MAIL, after what it turns out to want: TLS, then a login. Then the recipients.
  void envelope() {
    auto& known = out_.known;
    known.lmtp = facts().hello == Facts::Hello::lhlo;
    log_in();
    choose_recipient();
    if (facts().mail.code == 530 && !known.use_starttls && facts().tls_works.value_or(false) &&
        !known.implicit_tls) {
      known.use_starttls = true;
      choose_recipient();
    }
    if (facts().mail.code == 530 && facts().auth_works.value_or(false)) {
      known.authenticate = true;
      known.auth_in_tls = facts().auth_in_tls;
      choose_recipient();
    }
    if (!facts().recipient.accepted()) return;
    other_recipients();
  }

  /// Whether the user's login works, in the clear or else inside TLS.
  void log_in() {
    auto inside = out_.known;
    inside.use_starttls = true;
    const bool may_start_tls = !inside.implicit_tls && !out_.known.use_starttls;
    const bool in_clear = announces(facts().ehlo, "AUTH");
    facts().auth_in_tls = may_start_tls && !in_clear && announces(facts().ehlo_in_tls, "AUTH");
    if (!settings().user) return;
    if (in_clear) log_in(out_.known, facts().ehlo);
    if (facts().auth_works.value_or(false) || facts().ehlo_in_tls.empty()) return;
    log_in(inside, facts().ehlo_in_tls);
    if (may_start_tls && in_clear) facts().auth_in_tls = facts().auth_works.value_or(false);
  }

  void log_in(const player::Circumstances& trial, const std::vector<std::string>& offered) {
    for (const std::string_view mechanism : kMechanisms) {
      if (!announces(offered, "AUTH", mechanism)) continue;
      const Played played = play(dialogue(log_in_id(mechanism)), trial);
      facts().auth_works = played.result.verdict == player::Grade::pass;
      facts().auth_why = played.result.message;
      return;
    }
  }

  Answer ask(const std::string& address, Millis wait = 0ms) {
    auto trial = out_.known;
    trial.variables["recipient"] = address;
    const Played played = play(dialogue("envelope"), trial, wait);
    if (const Answer mail = answer(answer_to(played.replies, "MAIL")); mail.code != 0) facts().mail = mail;
    return answer(answer_to(played.replies, "RCPT"));
  }

  /// The recipient that was given; or else the first postmaster that is accepted, best one with a domain.
  void choose_recipient() {
    auto& variables = out_.known.variables;
    std::vector<std::string> candidates;
    if (settings().recipient) {
      candidates = {*settings().recipient};
    } else {
      if (!stranger_) {
        for (const std::string& domain : likely_domains(greeting_name()))
          candidates.push_back("postmaster@" + domain);
      }
      candidates.emplace_back(kPostmaster);
    }
    for (const std::string& candidate : candidates) {
      facts().recipient = ask(candidate);
      variables["recipient"] = candidate;
      if (facts().recipient.temporary()) wait_for_greylisting(candidate);
      if (facts().recipient.accepted() || facts().mail.code != 250) return;
    }
  }

  void wait_for_greylisting(const std::string& address) {
    facts().recipient = ask(address, kBeforeAsking);
    if (!facts().recipient.temporary()) return;
    facts().greylists = true;
    if (!settings().greylist_wait) return;
    facts().recipient = ask(address, std::chrono::seconds(*settings().greylist_wait));
    facts().greylists = facts().recipient.temporary();
  }

  void other_recipients() {
    auto& variables = out_.known.variables;
    const std::string recipient = variables["recipient"];
    const auto at = recipient.rfind('@');
    const std::string domain = at == std::string::npos ? "" : recipient.substr(at + 1);
    if (!domain.empty()) {
      variables.try_emplace("unknown-recipient", "no-such-user-x7q@" + domain);
      if (recipient != "postmaster@" + domain)
        variables.try_emplace("second-recipient", "postmaster@" + domain);
    }
    if (!stranger_ || options_.danger)
      variables.try_emplace("foreign-recipient", "someone@elsewhere.example");
    struct Question {
      std::string_view variable;
      Answer Facts::*answer;
    };
    for (const auto& [variable, member] :
         {Question{"unknown-recipient", &Facts::unknown}, Question{"second-recipient", &Facts::second},
          Question{"foreign-recipient", &Facts::foreign}, Question{"relay-recipient", &Facts::relay}}) {
      const auto known = variables.find(variable);
      if (known != variables.end()) facts().*member = ask(known->second);
    }
  }

  std::string greeting_name() const {
    const auto& banner = out_.facts.banner;
    const auto end = banner.find_first_of(" \r\n", 4);
    return banner.size() > 4 ? banner.substr(4, end == std::string::npos ? end : end - 4) : "";
  }
};

}  // namespace

player::Case control_case() { return dialogue("hello"); }

Preflight preflight(const Options& options, const player::Circumstances& start, bool stranger,
                    const PlayOne& play) {
  return Finder(options, start, stranger, play).take();
}

}  // namespace smtpspec::run
