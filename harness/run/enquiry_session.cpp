// What a session is like before mail: the greeting, TLS, the login.

#include "harness/run/enquiry.hpp"
#include "harness/run/preflight_scenarios.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

constexpr Millis kFirstBanner = 5s;  // before TLS from the first octet is tried

void take_extensions(const reply::Reply& ehlo, std::vector<std::string>& into) {
  if (!ehlo.lines.empty()) into.assign(ehlo.lines.begin() + 1, ehlo.lines.end());
}

void read_banner(const Answered& banner, Facts& facts) {
  facts.banner = banner.reply.octets;
  facts.banner_code = banner.reply.code;
  facts.banner_time = banner.latency;
}

/// Which greeting was accepted first, and what it announced.
void read_hello(const std::vector<Answered>& replies, Facts& facts) {
  struct Greeting {
    std::string_view verb;
    Facts::Hello means;
  };
  constexpr Greeting kGreetings[] = {
      {"EHLO", Facts::Hello::ehlo}, {"HELO", Facts::Hello::helo}, {"LHLO", Facts::Hello::lhlo}};
  for (const auto& [verb, means] : kGreetings) {
    const Answered* reply = answer_to(replies, verb);
    if (reply == nullptr) continue;
    if (reply->reply.code == 250) {
      facts.hello = means;
      if (means != Facts::Hello::helo) take_extensions(reply->reply, facts.ehlo);
      return;
    }
    if (facts.hello_quote.empty()) facts.hello_quote = quote(reply->reply);
  }
}

bool answered_inside(const player::Result& result) {
  return std::any_of(result.transcript.begin(), result.transcript.end(), [](const player::Entry& entry) {
    return entry.in_tls && entry.kind == player::Entry::Kind::received;
  });
}

void log_in(Enquiry& enquiry, const player::Circumstances& trial, const std::vector<std::string>& offered) {
  for (const std::string_view mechanism : kLogInMechanisms) {
    if (!announces(offered, "AUTH", mechanism)) continue;
    const auto played = enquiry.play_patiently(log_in_case(mechanism), trial);
    enquiry.facts.auth_works = played.result.verdict == player::Grade::pass;
    enquiry.facts.auth_why = played.result.message;
    return;
  }
}

}  // namespace

bool ask_greeting(Enquiry& enquiry) {
  auto& known = enquiry.known;
  Facts& facts = enquiry.facts;
  const bool may_guess_tls = !enquiry.settings().tls && !known.implicit_tls;
  const Millis patience = banner_patience(enquiry.options);
  known.banner_timeout = may_guess_tls ? std::min(kFirstBanner, patience) : patience;
  auto played = enquiry.play(hello_case(), known);
  known.banner_timeout = patience;
  if (may_guess_tls && played.replies.empty()) {
    auto inside = known;
    inside.implicit_tls = true;
    inside.banner_timeout = std::min(kFirstBanner, patience);
    if (auto again = enquiry.play(hello_case(), inside); !again.replies.empty()) {
      known.implicit_tls = true;
      played = std::move(again);
    } else {
      played = enquiry.play(hello_case(), known);
    }
  }
  if (!played.replies.empty()) played = enquiry.again_if_put_off(std::move(played), hello_case(), known);
  if (played.replies.empty()) {
    facts.unreachable = played.result.message;
    return false;
  }
  read_banner(played.replies.front(), facts);
  read_hello(played.replies, facts);
  return facts.banner_code / 100 == 2;
}

void ask_tls(Enquiry& enquiry) {
  Facts& facts = enquiry.facts;
  if (enquiry.known.implicit_tls) {
    facts.tls_works = true;
    facts.ehlo_in_tls = facts.ehlo;
    return;
  }
  if (!announces(facts.ehlo, "STARTTLS")) return;
  auto plain = enquiry.known;
  plain.use_starttls = false;
  const bool lmtp = facts.hello == Facts::Hello::lhlo;
  const auto played = enquiry.play_patiently(tls_case(lmtp), plain);
  facts.tls_works = answered_inside(played.result);
  if (!*facts.tls_works) {
    const auto& findings = played.result.findings;
    facts.tls_why = findings.empty() ? played.result.message : findings.back().observed;
    return;
  }
  const Answered* const ehlo = answer_to(played.replies, lmtp ? "LHLO" : "EHLO");
  if (ehlo != nullptr && ehlo->reply.code == 250) take_extensions(ehlo->reply, facts.ehlo_in_tls);
}

void ask_log_in(Enquiry& enquiry) {
  const auto& known = enquiry.known;
  Facts& facts = enquiry.facts;
  auto inside = known;
  inside.use_starttls = true;
  const bool may_start_tls = !known.implicit_tls && !known.use_starttls;
  const bool in_clear = announces(facts.ehlo, "AUTH");
  facts.auth_in_tls = may_start_tls && !in_clear && announces(facts.ehlo_in_tls, "AUTH");
  if (!enquiry.settings().user) return;
  if (in_clear) log_in(enquiry, known, facts.ehlo);
  if (facts.auth_works.value_or(false) || facts.ehlo_in_tls.empty()) return;
  log_in(enquiry, inside, facts.ehlo_in_tls);
  if (may_start_tls && in_clear) facts.auth_in_tls = facts.auth_works.value_or(false);
}

}  // namespace smtpspec::run
