#include <algorithm>
#include <charconv>

#include "reference/oracle/hypothesis.hpp"
#include "reference/receiver/base64.hpp"
#include "reference/receiver/decisions.hpp"
#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/rules/rules.hpp"

namespace smtpspec::oracle {

using receiver::Extension;
using receiver::Extensions;
using receiver::Mode;
using receiver::operator""_decision;
using receiver::Ruling;
using syntax::Command;
using syntax::Verb;

namespace {

constexpr int kShuttingDown = 421;

Command parsed(std::string_view line) {
  Command command;
  syntax::parse_command(line, {}, command);
  return command;
}

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> found;
  while (!line.empty()) {
    const std::size_t space = line.find(' ');
    if (space != 0) found.push_back(line.substr(0, space));
    if (space == std::string_view::npos) break;
    line.remove_prefix(space + 1);
  }
  return found;
}

}  // namespace

bool Hypothesis::follow(const reply::Reply& reply, const Sent& sent, std::vector<Hypothesis>& forks) {
  last = {};
  last_permitted.clear();
  last_input.clear();
  if (!pending) {
    if (session.mode == Mode::content) return follow_in_content(reply, forks);
    if (reply.code != kShuttingDown) return follow_in_line(reply, sent.from(at));
    last = {.grade = Grade::lawful, .clause = "idle-deadline"_decision};
    session.mode = Mode::closed;
    return true;
  }
  last = judge(pending->ruling, reply.code);
  last_permitted = permitted_text(pending->ruling);
  last_input = pending->line;
  switch (pending->kind) {
    case Pending::Kind::command:
      follow_command(reply, forks);
      break;
    case Pending::Kind::sasl:
      follow_sasl(reply);
      break;
    case Pending::Kind::end_of_data:
      follow_end_of_data(reply, forks);
      break;
  }
  if (reply.code == kShuttingDown) session.mode = Mode::closed;
  return true;
}

bool Hypothesis::reply_due(const Sent& sent) const {
  return pending && swallow == 0 && sent.end() - at >= pending->chunk;
}

bool Hypothesis::may_close() const {
  return session.mode == Mode::closed || session.errors > 0 || awaits_tls;
}

/// Some refuse a line where they have seen what is wrong with it, and close.
bool Hypothesis::follow_in_line(const reply::Reply& reply, std::string_view line) {
  Ruling ruling;
  consider_refused_line(line, ruling);
  if (ruling.permitted().empty()) return false;
  last = judge(ruling, reply.code);
  if (!last.chosen || (last.chosen->effects & receiver::effect::close) == 0) return false;
  last_permitted = permitted_text(ruling);
  last_input = line;
  session.mode = Mode::closed;
  return true;
}

/// Some refuse a message where they have seen enough of it, and close.
bool Hypothesis::follow_in_content(const reply::Reply& reply, std::vector<Hypothesis>& forks) {
  if (reply.code < 400) return false;
  last = {.grade = reply.code == kShuttingDown ? Grade::lawful : Grade::tolerable,
          .clause = "bare-lf-in-content"_decision};
  last_permitted = "the end of the content is awaited; tolerable: a refusal before a close";
  Hypothesis resumed = *this;
  resumed.assume("bare-lf-in-content"_decision, "resumes");
  resumed.session.mode = Mode::command;
  resumed.session.transaction.clear(receiver::effect::clear_transaction);
  forks.push_back(std::move(resumed));
  session.mode = Mode::closed;
  return true;
}

void Hypothesis::follow_command(const reply::Reply& reply, std::vector<Hypothesis>& forks) {
  const Pending answered = *std::exchange(pending, std::nullopt);
  if (session.mode == Mode::response) session.mode = Mode::command;
  if (reply.code < 400) swallow += answered.chunk;
  if (!last.chosen) return;
  const Command command = parsed(answered.line);
  Ruling asked;
  session.apply(*last.chosen, command, asked);
  if (session.mode == Mode::content) content = {};
  if ((last.chosen->effects & receiver::effect::greet) != 0) adopt_keywords(reply, command.verb);
  if ((last.chosen->effects & receiver::effect::start_tls) != 0) awaits_tls = true;
  if (command.verb != Verb::rset || !session.authenticated) return;
  Hypothesis other = *this;
  other.session.authenticated = false;
  other.session.user.clear();
  other.assume("rset-forgets-user"_decision, "user");
  forks.push_back(std::move(other));
}

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
    if (!reply.lines.empty() && !receiver::decode_base64(reply.lines.front()))
      convict("auth-challenge"_decision);
    session.mode = Mode::response;
    return;
  }
  // Whether the credentials are good is not known here.
  if (code >= 400 && last.grade == Grade::unlawful) last.grade = Grade::tolerable;
  if (!last.chosen) return;
  Ruling asked;
  session.apply(*last.chosen, {}, asked);
}

void Hypothesis::follow_end_of_data(const reply::Reply& reply, std::vector<Hypothesis>& forks) {
  const bool accepted = reply.code < 400;
  pending->accepted = pending->accepted || accepted;
  if (--pending->replies > 0 && reply.code != kShuttingDown) return;
  const Pending answered = *std::exchange(pending, std::nullopt);
  Ruling asked;
  // A refused chunk leaves the transaction to RSET (RFC 3030 §2); the end of a message ends it. A last chunk
  // is both.
  const bool chunk = answered.line != ".";
  if (accepted) swallow += answered.chunk;
  if (last.chosen) session.apply(*last.chosen, chunk ? parsed(answered.line) : Command{}, asked);
  if (chunk && !accepted) forks.push_back(*this);
  session.end_data(answered.accepted, asked);
  content = {};
}

void Hypothesis::convict(receiver::DecisionId decision) {
  if (last.grade >= Grade::unlawful) return;
  last.grade = Grade::unlawful;
  last.clause = decision;
}

/// What a target announces is what it is held to.
void Hypothesis::adopt_keywords(const reply::Reply& reply, Verb verb) {
  auto site = std::make_shared<receiver::Site>(*session.site);
  Extensions listed;
  for (std::size_t i = 1; i < reply.lines.size(); ++i) {
    auto line = words(reply.lines[i]);
    if (!line.empty() && reply::parse_enhanced(line[0])) line.erase(line.begin());
    if (line.empty()) continue;
    listed.add(receiver::named(line[0]));
    if (receiver::lower_case(line[0]) == "auth") site->mechanisms.assign(line.begin() + 1, line.end());
    if (receiver::lower_case(line[0]) == "size") {
      site->max_size = 0;
      if (line.size() > 1) std::from_chars(line[1].data(), line[1].data() + line[1].size(), site->max_size);
    }
  }
  if (verb == Verb::helo) {
    if (listed != Extensions{}) convict("helo-keywords"_decision);
    return;
  }
  if (session.tls && listed.has(Extension::starttls)) convict("starttls-keyword"_decision);
  if (listed.has(Extension::smtputf8) && !listed.has(Extension::eight_bit_mime))
    convict("smtputf8-keyword"_decision);
  // What is announced implies it.
  if (listed.has(Extension::binarymime)) listed.add(Extension::chunking);
  if (listed.has(Extension::smtputf8)) listed.add(Extension::eight_bit_mime);
  session.offered = listed;
  if (*site != *session.site) session.site = std::move(site);
}

}  // namespace smtpspec::oracle
