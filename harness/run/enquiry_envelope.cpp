// Whose mail is taken: MAIL, and a recipient of each kind.

#include "harness/player/mailbox.hpp"
#include "harness/run/enquiry.hpp"
#include "harness/run/preflight_scenarios.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kUnknownUser = "no-such-user-x7q";
constexpr std::string_view kForeignRecipient = "someone@elsewhere.example";
constexpr Millis kBeforeAsking = 1s;  // the second time, where the first RCPT was refused for now

std::string at_domain(std::string_view local_part, std::string_view domain) {
  return std::string(local_part).append("@").append(domain);
}

Answer answer(const Answered* reply) {
  return reply == nullptr ? Answer{} : Answer{reply->reply.code, quote(reply->reply)};
}

Answer ask(Enquiry& enquiry, const std::string& address, Millis wait = 0ms) {
  auto trial = enquiry.known;
  trial.variables["recipient"] = address;
  const auto played = enquiry.play_patiently(envelope_case(), trial, wait);
  if (const Answer mail = answer(answer_to(played.replies, "MAIL")); mail.code != 0)
    enquiry.facts.mail = mail;
  return answer(answer_to(played.replies, "RCPT"));
}

/// The recipient that was given; or else postmasters, those with a domain first (a stranger is asked for the
/// one without only).
std::vector<std::string> candidates(const Enquiry& enquiry) {
  if (enquiry.settings().recipient) return {*enquiry.settings().recipient};
  std::vector<std::string> out;
  if (!enquiry.stranger) {
    for (const std::string& domain : likely_domains(host_of(enquiry.facts.banner)))
      out.push_back(at_domain(kPostmaster, domain));
  }
  out.emplace_back(kPostmaster);
  return out;
}

void wait_for_greylisting(Enquiry& enquiry, const std::string& address) {
  Facts& facts = enquiry.facts;
  const auto& patience = enquiry.settings().greylist_wait;
  facts.recipient = ask(enquiry, address, kBeforeAsking);
  if (!facts.recipient.temporary()) return;
  facts.greylists = true;
  if (!patience) return;
  facts.recipient = ask(enquiry, address, std::chrono::seconds(*patience));
  facts.greylists = facts.recipient.temporary();
}

void choose_recipient(Enquiry& enquiry) {
  Facts& facts = enquiry.facts;
  for (const std::string& candidate : candidates(enquiry)) {
    facts.recipient = ask(enquiry, candidate);
    enquiry.known.variables["recipient"] = candidate;
    if (facts.recipient.temporary()) wait_for_greylisting(enquiry, candidate);
    if (facts.recipient.accepted() || facts.mail.code != 250) return;
  }
}

void ask_other_recipients(Enquiry& enquiry) {
  auto& variables = enquiry.known.variables;
  const std::string recipient = variables["recipient"];
  if (const auto domain = player::parts_of(recipient).domain; !domain.empty()) {
    const std::string postmaster = at_domain(kPostmaster, domain);
    variables.try_emplace("unknown-recipient", at_domain(kUnknownUser, domain));
    if (recipient != postmaster) variables.try_emplace("second-recipient", postmaster);
  }
  if (!enquiry.stranger || enquiry.options.danger)
    variables.try_emplace("foreign-recipient", kForeignRecipient);
  struct Question {
    std::string_view variable;
    Answer Facts::*answer;
  };
  constexpr Question kQuestions[] = {{"unknown-recipient", &Facts::unknown},
                                     {"second-recipient", &Facts::second},
                                     {"foreign-recipient", &Facts::foreign},
                                     {"relay-recipient", &Facts::relay}};
  for (const auto& [variable, member] : kQuestions) {
    const auto known = variables.find(variable);
    if (known == variables.end()) continue;
    Answer& found = enquiry.facts.*member;
    found = ask(enquiry, known->second);
    if (found.temporary() && member != &Facts::foreign) found = ask(enquiry, known->second, kBeforeAsking);
  }
  // Each address has a greylisting of its own. Foreign ones are often put off for ever.
  const auto& patience = enquiry.settings().greylist_wait;
  if (!patience) return;
  Millis wait = std::chrono::seconds(*patience);
  for (const auto& [variable, member] : kQuestions) {
    if (member == &Facts::foreign || !(enquiry.facts.*member).temporary()) continue;
    enquiry.facts.*member = ask(enquiry, variables.at(std::string(variable)), std::exchange(wait, 0s));
  }
}

}  // namespace

void ask_envelope(Enquiry& enquiry) {
  auto& known = enquiry.known;
  Facts& facts = enquiry.facts;
  choose_recipient(enquiry);
  if (facts.mail.code == 530 && !known.use_starttls && facts.tls_works.value_or(false) &&
      !known.implicit_tls) {
    known.use_starttls = true;
    choose_recipient(enquiry);
    facts.tls_demanded = facts.mail.code != 530;
  }
  if (facts.mail.code == 530 && facts.auth_works.value_or(false)) {
    known.authenticate = true;
    known.auth_in_tls = facts.auth_in_tls;
    choose_recipient(enquiry);
  }
  if (facts.recipient.accepted()) ask_other_recipients(enquiry);
}

}  // namespace smtpspec::run
