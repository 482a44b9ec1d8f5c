#include "reference/oracle/hypothesis.hpp"
#include "reference/receiver/base64.hpp"
#include "reference/receiver/decisions.hpp"
#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/rules/rules.hpp"

namespace smtpspec::oracle {

using receiver::DecisionId;
using receiver::Extension;
using receiver::Mode;
using receiver::operator""_decision;
using receiver::Ruling;
using syntax::Command;
using syntax::Verb;

namespace {

constexpr int kShuttingDown = 421;
constexpr int kBadArgument = 501;
constexpr int kOutOfSequence = 503;

Command parsed(std::string_view line) {
  Command command;
  syntax::parse_command(line, {}, command);
  return command;
}

/// "Pipelining not supported", "improper use of pipelining": what it blames is not the command.
bool is_refusal_of_haste(int code) { return code == 500 || code == kOutOfSequence; }

/// A command for private use: it need not be announced, and means what its server says (RFC 5321 §4.1.5).
bool is_private(std::string_view line) { return line.starts_with('X') || line.starts_with('x'); }

/// Whoever refuses it so has not come to do anything: syntax, not implemented, out of sequence.
bool blames_command(int code) { return code >= 500 && code <= kOutOfSequence; }

/// Some write a blank more than the grammar has.
std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool Hypothesis::follow(const reply::Reply& reply, const Sent& sent, std::vector<Hypothesis>& forks) {
  last = {};
  last_permitted.clear();
  last_input.clear();
  refused = refused || reply.code >= 400;
  if (beyond) {
    follow_beyond();
    return true;
  }
  if (!pending) {
    if (session.mode == Mode::closed) return follow_farewell(reply.code);
    if (session.mode == Mode::content) return follow_in_content(reply, forks);
    if (reply.code != kShuttingDown && follow_in_line(reply, sent.from(at))) return true;
    return follow_timeout(reply.code, forks);
  }
  last = judge(pending->ruling, reply.code);
  excuse_without_control(reply.code);
  last_permitted = permitted_text(pending->ruling);
  last_input = pending->line;
  const bool more_behind = sent.end() > at + swallow + pending->chunk;
  const bool was_hurried = std::exchange(hurried, more_behind && !may_be_hurried());
  const bool ends_content = pending->kind == Pending::Kind::end_of_data;
  const bool behind_content = !ends_content && at <= group_end;
  group_end = ends_content && more_behind ? sent.end() : behind_content ? group_end : 0;
  const bool blames_haste = is_refusal_of_haste(reply.code) && last.grade == Grade::unlawful;
  const bool excused = (was_hurried || hurried) && blames_haste;
  if (excused || (behind_content && blames_haste)) last = {.grade = Grade::tolerable, .clause = last.clause};
  suspicion.reset();
  switch (pending->kind) {
    case Pending::Kind::greeting:
      follow_greeting(reply);
      break;
    case Pending::Kind::command:
      if (reply.code < 400 && is_private(pending->line)) {
        follow_extension(reply, forks);
      } else {
        follow_command(reply, forks);
      }
      break;
    case Pending::Kind::extension:
      follow_extension(reply, forks);
      break;
    case Pending::Kind::sasl:
      follow_sasl(reply);
      break;
    case Pending::Kind::end_of_data:
      follow_end_of_data(reply, forks);
      break;
  }
  if (reply.code == kShuttingDown) shut_down(forks);
  if (excused) {
    // The rest of what came too early may be dropped.
    forks.push_back(*this);
    forks.back().at = sent.end();
    forks.back().swallow = 0;
  }
  return true;
}

/// Who refuses every sender, or every recipient, for the client's sake blames no form of theirs (RFC 5321
/// §7.9).
void Hypothesis::excuse_without_control(int code) {
  struct Row {
    DecisionId decision;
    bool Hypothesis::*control;
  };
  static constexpr Row kRows[] = {
      {"null-reverse-path"_decision, &Hypothesis::sender_taken},
      {"postmaster"_decision, &Hypothesis::recipient_taken},
      {"bare-postmaster"_decision, &Hypothesis::recipient_taken},
      {"postmaster-case"_decision, &Hypothesis::recipient_taken},
      {"domain-case"_decision, &Hypothesis::recipient_taken},
      {"quoted-equivalence"_decision, &Hypothesis::recipient_taken},
  };
  if (last.grade != Grade::unlawful || !is_policy(code)) return;
  for (const Row& row : kRows) {
    if (last.clause == row.decision && !(this->*row.control))
      last = {.grade = Grade::tolerable, .clause = last.clause, .chosen = last.chosen};
  }
}

/// More may be sent before there is an answer to what is asked: it may stand inside a group (RFC 2920 §3.1,
/// RFC 3030 §2), or is content, behind which a group may begin.
bool Hypothesis::may_be_hurried() const {
  if (!session.offered.has(Extension::pipelining) || !session.extended) return false;
  if (pending->kind == Pending::Kind::end_of_data) return true;
  if (pending->kind != Pending::Kind::command) return false;
  const Verb verb = parsed(pending->line).verb;
  return receiver::begins_transaction(verb) || verb == Verb::rcpt || verb == Verb::rset || verb == Verb::bdat;
}

bool Hypothesis::reply_due(const Sent& sent) const {
  const bool line_goes_on = swallows_line && sent.from(at).find('\n') == std::string_view::npos;
  return pending && !line_goes_on && swallow == 0 && sent.end() - at >= pending->chunk;
}

bool Hypothesis::may_close() const { return session.mode == Mode::closed || refused || awaits_tls || beyond; }

/// Whoever says 421 closes, but for some.
void Hypothesis::shut_down(std::vector<Hypothesis>& forks) {
  if (session.mode == Mode::closed) return;
  Hypothesis open = *this;
  open.assume("idle-deadline"_decision, "stays-open");
  forks.push_back(std::move(open));
  session.mode = Mode::closed;
}

/// Exim says 421 behind 221 where a chunk is missing.
bool Hypothesis::follow_farewell(int code) {
  last = {.grade = Grade::tolerable, .clause = "one-reply"_decision};
  last_permitted = "nothing: it was to close";
  return code == kShuttingDown;
}

/// 421, or another word for "later", which no standard has for one who has waited long enough: Amazon SES and
/// Exchange say 451.
bool Hypothesis::follow_timeout(int code, std::vector<Hypothesis>& forks) {
  if (code / 100 != 4) return false;
  last = {.grade = code == kShuttingDown ? Grade::lawful : Grade::tolerable,
          .clause = "idle-deadline"_decision};
  last_permitted = "421, and the connection is closed";
  shut_down(forks);
  return true;
}

/// Some refuse a line where they have seen what is wrong with it, and close; one that is too long may be
/// swallowed to its end after that.
bool Hypothesis::follow_in_line(const reply::Reply& reply, std::string_view line) {
  Ruling ruling;
  consider_refused_line(line, ruling);
  if (ruling.permitted().empty()) return false;
  last = judge(ruling, reply.code);
  if (!last.chosen) return false;
  const bool closes = (last.chosen->effects & receiver::effect::close) != 0;
  const bool too_long = last.chosen->decision == "over-long-command-line"_decision;
  if (!closes && !too_long) return false;
  last_permitted = permitted_text(ruling);
  last_input = line;
  if (closes) session.mode = Mode::closed;
  swallows_line = !closes;
  return true;
}

void Hypothesis::follow_greeting(const reply::Reply& reply) {
  pending.reset();
  if (reply.code < 400) return;
  // What follows is to be refused (RFC 5321 §3.1).
  auto site = std::make_shared<receiver::Site>(*session.site);
  site->refuses_sessions = true;
  session.site = std::move(site);
}

void Hypothesis::follow_command(const reply::Reply& reply, std::vector<Hypothesis>& forks) {
  const Pending answered = *std::exchange(pending, std::nullopt);
  if (session.mode == Mode::response) session.mode = Mode::command;
  const bool accepted = reply.code < 400;
  if (accepted) swallow += answered.chunk;
  const Command command = parsed(answered.line);
  sender_taken = sender_taken || (accepted && receiver::begins_transaction(command.verb) &&
                                  !has(command.features, syntax::Feature::null_path));
  recipient_taken = recipient_taken || (accepted && command.verb == Verb::rcpt);
  if (command.verb == Verb::bdat && !accepted && command.oddities != 0) {
    Hypothesis other = *this;
    other.assume("malformed-bdat"_decision, "goes-on");
    forks.push_back(std::move(other));
  }
  Ruling asked;
  if (last.chosen) session.apply(*last.chosen, command, asked);
  if (!accepted) doubt_transaction(command.verb, reply.code, forks);
  if (!last.chosen) return;
  if (session.mode == Mode::content) content = {};
  if ((last.chosen->effects & receiver::effect::greet) != 0) adopt_keywords(reply, command.verb);
  if ((last.chosen->effects & receiver::effect::start_tls) != 0) awaits_tls = true;
  // It has replies of its own at the end of data.
  beyond = accepted && syntax::find_parameter(command, "PRDR") != nullptr && is_announced("PRDR");
  const bool resets = command.verb == Verb::rset || (last.chosen->effects & receiver::effect::greet) != 0;
  if (!accepted || !resets || !session.authenticated) return;
  Hypothesis other = *this;
  other.session.authenticated = false;
  other.session.user.clear();
  other.assume("rset-forgets-user"_decision, "user");
  forks.push_back(std::move(other));
}

/// A refused chunk, or DATA behind one, leaves it to RSET (RFC 3030 §2). No standard says what becomes of the
/// transaction where a DATA in its place is refused, nor where MAIL in it is, but with 501 or 503 (RFC 5321
/// §4.1.4).
void Hypothesis::doubt_transaction(Verb verb, int code, std::vector<Hypothesis>& forks) {
  const bool chunks = verb == Verb::bdat || (verb == Verb::data && session.transaction.chunking);
  const bool nested = receiver::begins_transaction(verb) && code != kBadArgument && code != kOutOfSequence;
  const bool data = verb == Verb::data && !last.chosen && session.accepted_recipients() != 0;
  if (!session.transaction.open || !(chunks || nested || data)) return;
  Hypothesis ended = *this;
  ended.session.transaction.clear(receiver::effect::clear_transaction);
  forks.push_back(std::move(ended));
  if (!chunks) return;
  forks.push_back(*this);
  const bool was_read = verb == Verb::bdat && session.offered.has(Extension::chunking) &&
                        session.accepted_recipients() != 0 && !blames_command(code);
  if (was_read) forks.back().assume("refused-chunk"_decision, "goes-on");
  session.transaction.chunking = session.transaction.chunk_failed = true;
}

void Hypothesis::follow_sasl(const reply::Reply& reply) {
  const int code = reply.code;
  constexpr int kContinue = 334;
  constexpr int kAuthenticated = 235;
  const Pending answered = *std::exchange(pending, std::nullopt);
  const Command command = parsed(answered.line);
  const bool responded = std::exchange(session.mode, Mode::command) == Mode::response ||
                         command.has_initial_response || command.oddities != 0;
  if (code == kContinue) {
    // As good as what it leads to.
    last = judge(answered.ruling, kAuthenticated);
    last.chosen.reset();
    if (!reply.lines.empty() && !receiver::decode_base64(trimmed(reply.lines.front())))
      convict("auth-challenge"_decision);
    session.mode = Mode::response;
    return;
  }
  // Whether the credentials are good is not known here.
  if (code >= 400 && last.grade == Grade::unlawful) last.grade = Grade::tolerable;
  if (!responded && code == kBadArgument && answered.ruling.has("auth-without-initial-response"_decision) &&
      !answered.ruling.has("auth-mechanism"_decision))
    convict("auth-without-initial-response"_decision);
  if (!last.chosen) return;
  Ruling asked;
  session.apply(*last.chosen, {}, asked);
}

void Hypothesis::follow_end_of_data(const reply::Reply& reply, std::vector<Hypothesis>& forks) {
  const bool accepted = reply.code < 400;
  pending->accepted = pending->accepted || accepted;
  if (--pending->replies == 0 || reply.code == kShuttingDown) return end_message(forks);
  if (pending->accepted || pending->line == ".") return;
  // Who has not read the last chunk says so once, whoever it is for.
  Hypothesis unread = *this;
  unread.end_message(forks);
  forks.push_back(std::move(unread));
}

void Hypothesis::end_message(std::vector<Hypothesis>& forks) {
  const Pending answered = *std::exchange(pending, std::nullopt);
  const bool chunk = answered.line != ".";
  Ruling asked;
  if (answered.accepted) swallow += answered.chunk;
  if (last.chosen) session.apply(*last.chosen, chunk ? parsed(answered.line) : Command{}, asked);
  if (!chunk && !answered.accepted && !session.site->lmtp) suspect();
  content = {};
  if (chunk && !answered.accepted) return doubt_transaction(Verb::bdat, kOutOfSequence, forks);
  session.end_data(answered.accepted, asked);
}

void Hypothesis::convict(receiver::DecisionId decision) {
  if (last.grade >= Grade::unlawful) return;
  last.grade = Grade::unlawful;
  last.clause = decision;
}

}  // namespace smtpspec::oracle
