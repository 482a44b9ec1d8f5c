#include "reference/oracle/hypothesis.hpp"
#include "reference/receiver/decisions.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>

/// Commands and replies of extensions that the model does not have (RFC 5321 §2.2.2).
namespace smtpspec::oracle {

using receiver::operator""_decision;
using syntax::Command;

namespace {

/// As Postfix does it: what follows comes from another client, who may be trusted or authenticated.
void begin_anew(Hypothesis& here, const Command&, std::vector<Hypothesis>& forks) {
  auto site = std::make_shared<receiver::Site>(*here.session.site);
  site->trusts_client = true;
  const bool tls = here.session.tls;
  here.session = receiver::Session(std::move(site));
  here.session.tls = tls;
  here.sender_taken.clear();
  here.recipient_taken = false;
  forks.push_back(here);
  forks.back().session.authenticated = true;
}

void go_on(Hypothesis&, const Command&, std::vector<Hypothesis>&) {}

/// As BDAT (RFC 4468 §3).
void take_part(Hypothesis& here, const Command& command, std::vector<Hypothesis>&) {
  receiver::Ruling asked;
  const std::size_t blank = command.argument.rfind(' ');
  const bool last = blank != std::string_view::npos &&
                    syntax::equals_ignoring_case(command.argument.substr(blank + 1), "LAST");
  if (last) return here.session.end_data(true, asked);
  here.session.transaction.chunking = here.session.transaction.open;
}

/// What a success does, where that is known.
struct Known {
  std::string_view verb;
  int code;
  void (*follow)(Hypothesis&, const Command&, std::vector<Hypothesis>& forks);
};
constexpr Known kKnown[] = {
    {"XCLIENT", 220, begin_anew},
    {"XFORWARD", 250, go_on},
    {"BURL", 250, take_part},
};

}  // namespace

bool Hypothesis::is_announced(std::string_view keyword) const {
  return std::any_of(unknown_keywords.begin(), unknown_keywords.end(), [&](const std::string& announced) {
    return syntax::equals_ignoring_case(announced, keyword);
  });
}

void Hypothesis::follow_extension(const reply::Reply& reply, std::vector<Hypothesis>& forks) {
  const Pending answered = *std::exchange(pending, std::nullopt);
  last = {.grade = Grade::lawful, .clause = "unknown-command"_decision};
  last_permitted = "what its extension says";
  // Whatever it was, in a transaction it may have been a part of the message.
  if (reply.code >= 400) return doubt_chunk(false, forks);
  const Command command = parsed(answered.line);
  const auto* known = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& one) {
    return one.code == reply.code && syntax::equals_ignoring_case(one.verb, command.verb_text);
  });
  beyond = known == std::end(kKnown) || session.site->lmtp;
  if (!beyond) known->follow(*this, command, forks);
}

void Hypothesis::follow_beyond() {
  last = {.grade = Grade::tolerable, .clause = "unknown-command"_decision, .by_extension = true};
  last_permitted = "what an extension was agreed on that is not known here says";
  last_input.clear();
}

}  // namespace smtpspec::oracle
