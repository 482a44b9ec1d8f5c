#include "reference/oracle/hypothesis.hpp"
#include "reference/receiver/decisions.hpp"

#include <algorithm>

namespace smtpspec::oracle {

using receiver::DecisionId;
using receiver::Extension;
using receiver::Mode;
using receiver::operator""_decision;
using receiver::Ruling;
using syntax::Command;
using syntax::Verb;

namespace {

constexpr int kBadArgument = 501;
constexpr int kOutOfSequence = 503;

/// "Pipelining not supported", "improper use of pipelining": what it blames is not the command.
bool is_refusal_of_haste(int code) { return code == 500 || code == kOutOfSequence; }

/// A command for private use: it need not be announced, and means what its server says (RFC 5321 §4.1.5).
bool is_private(std::string_view line) { return line.starts_with('X') || line.starts_with('x'); }

/// Whoever refuses it so has not come to do anything: syntax, not implemented, out of sequence.
bool blames_command(int code) { return code >= 500 && code <= kOutOfSequence; }

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
    if (awaits_tls) return follow_failed_handshake(reply.code);
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

/// A refusal for the client's sake, or the sender's, blames no form (RFC 5321 §4.1.4, §7.9; RFC 6409 §6.1):
/// only where another form of it was taken it is the form that is refused.
void Hypothesis::excuse_without_control(int code) {
  static constexpr DecisionId kForms[] = {"postmaster"_decision, "bare-postmaster"_decision,
                                          "postmaster-case"_decision, "domain-case"_decision,
                                          "quoted-equivalence"_decision};
  if (last.grade != Grade::unlawful) return;
  const bool is_form = std::find(std::begin(kForms), std::end(kForms), last.clause) != std::end(kForms);
  const bool of_recipient = is_form && is_policy(code) && !recipient_taken;
  const bool of_null_sender = last.clause == "null-reverse-path"_decision && is_policy(code) &&
                              (sender_taken.empty() || session.authenticated);
  const bool of_sender = code == kBadArgument && !last.chosen &&
                         pending->ruling.permitted().back().decision == "mail"_decision &&
                         parsed(pending->line).path.text != sender_taken;
  if (of_recipient || of_null_sender || of_sender)
    last = {.grade = Grade::tolerable, .clause = last.clause, .chosen = last.chosen};
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

/// The session may go on in the clear (RFC 3207 §6). How much of what was sent the target took for a
/// handshake is not known here.
bool Hypothesis::follow_failed_handshake(int code) {
  last = {.grade = Grade::tolerable, .clause = "failed-handshake"_decision};
  last_permitted = "nothing: a handshake was to follow; tolerable: a refusal, if that failed";
  beyond = true;
  return code >= 400;
}

/// Exim says 421 behind 221 where a chunk is missing.
bool Hypothesis::follow_farewell(int code) {
  if (code != kShuttingDown || !std::exchange(parted, false)) return false;
  last = {.grade = Grade::tolerable, .clause = "one-reply"_decision};
  last_permitted = "nothing: it was to close";
  return true;
}

/// 421, or another word for "later", which no standard has for one who has waited long enough: Amazon SES and
/// Exchange say 451, and close.
bool Hypothesis::follow_timeout(int code, std::vector<Hypothesis>& forks) {
  if (code / 100 != 4) return false;
  last = {.grade = code == kShuttingDown ? Grade::lawful : Grade::tolerable,
          .clause = "idle-deadline"_decision};
  last_permitted = "421, and the connection is closed";
  if (code == kShuttingDown) shut_down(forks);
  session.mode = Mode::closed;
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
  if (accepted && receiver::begins_transaction(command.verb)) {
    recipient_taken = recipient_taken && command.path.text == sender_taken;
    if (!has(command.features, syntax::Feature::null_path)) sender_taken = command.path.text;
  }
  recipient_taken = recipient_taken || (accepted && command.verb == Verb::rcpt);
  parted = accepted && command.verb == Verb::quit;
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

/// No standard says what becomes of the transaction where a DATA in its place is refused, nor where MAIL in
/// it is, but with 501 or 503 (RFC 5321 §4.1.4).
void Hypothesis::doubt_transaction(Verb verb, int code, std::vector<Hypothesis>& forks) {
  if (verb == Verb::bdat) return doubt_chunk(was_read(code), forks);
  if (verb == Verb::data && session.transaction.chunking) return doubt_chunk(false, forks);
  const bool nested = receiver::begins_transaction(verb) && code != kBadArgument && code != kOutOfSequence;
  const bool data = verb == Verb::data && !last.chosen && session.accepted_recipients() != 0;
  if (session.transaction.open && (nested || data)) fork_ended(forks);
}

void Hypothesis::fork_ended(std::vector<Hypothesis>& forks) const {
  forks.push_back(*this);
  forks.back().session.transaction.clear(receiver::effect::clear_transaction);
}

/// A chunk that was refused with `code` was more than a line to the target.
bool Hypothesis::was_read(int code) const {
  return session.offered.has(Extension::chunking) && session.accepted_recipients() != 0 &&
         !blames_command(code);
}

/// A chunk that was refused leaves it to RSET, if the target has read it at all (RFC 3030 §2).
void Hypothesis::doubt_chunk(bool was_read, std::vector<Hypothesis>& forks) {
  if (!session.transaction.open) return;
  fork_ended(forks);
  forks.push_back(*this);
  if (was_read) forks.back().assume("refused-chunk"_decision, "goes-on");
  session.transaction.chunking = session.transaction.chunk_failed = true;
}

void Hypothesis::follow_end_of_data(const reply::Reply& reply, std::vector<Hypothesis>& forks) {
  const bool accepted = reply.code < 400;
  pending->accepted = pending->accepted || accepted;
  if (--pending->replies == 0 || reply.code == kShuttingDown) return end_message(reply.code, forks);
  if (pending->accepted || pending->line == ".") return;
  // Who has not read the last chunk says so once, whoever it is for.
  Hypothesis unread = *this;
  unread.end_message(reply.code, forks);
  forks.push_back(std::move(unread));
}

void Hypothesis::end_message(int code, std::vector<Hypothesis>& forks) {
  const Pending answered = *std::exchange(pending, std::nullopt);
  const bool chunk = answered.line != ".";
  Ruling asked;
  if (answered.accepted) swallow += answered.chunk;
  if (last.chosen) session.apply(*last.chosen, chunk ? parsed(answered.line) : Command{}, asked);
  if (!chunk && !answered.accepted && !session.site->lmtp) suspect();
  content = {};
  if (chunk && !answered.accepted) return doubt_chunk(was_read(code), forks);
  session.end_data(answered.accepted, asked);
}

void Hypothesis::convict(receiver::DecisionId decision) {
  if (last.grade >= Grade::unlawful) return;
  last.grade = Grade::unlawful;
  last.clause = decision;
}

}  // namespace smtpspec::oracle
