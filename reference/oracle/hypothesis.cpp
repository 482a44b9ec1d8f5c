#include "reference/oracle/hypothesis.hpp"

#include "reference/receiver/decisions.hpp"
#include "reference/receiver/rules/rules.hpp"
#include "reference/syntax/framing.hpp"

#include <algorithm>

namespace smtpspec::oracle {

using receiver::DecisionId;
using receiver::Mode;
namespace effect = receiver::effect;
using receiver::operator""_decision;
using receiver::Permitted;
using receiver::Ruling;
using receiver::Standing;
using syntax::Command;
using syntax::Oddity;
using syntax::Verb;

namespace {

// The longest line that is looked at whole: more than any server reads.
constexpr std::size_t kLongestLine = 16 * 1024;

/// After HELO nobody has announced these.
bool is_extension(Verb verb) {
  return verb == Verb::starttls || verb == Verb::auth || verb == Verb::bdat || verb == Verb::expn;
}

bool names_mailbox(Verb verb) {
  return receiver::begins_transaction(verb) || verb == Verb::rcpt || verb == Verb::vrfy || verb == Verb::expn;
}

/// Nothing to be answered is silent: what a conduct need not answer is no input.
bool may_be_silent(const Ruling& ruling) {
  return std::any_of(ruling.permitted().begin(), ruling.permitted().end(), [](const Permitted& permitted) {
    return (permitted.effects & effect::silent) != 0 && permitted.standing <= Standing::warn;
  });
}

}  // namespace

Command parsed(std::string_view line) {
  Command command;
  syntax::parse_command(line, {}, command);
  return command;
}

Hypothesis::Hypothesis(std::shared_ptr<const receiver::Site> site) : session(std::move(site)) {
  Pending greeting{.kind = Pending::Kind::greeting};
  greeting.ruling.put(session.site->refuses_sessions ? "refusing-greeting"_decision : "greeting"_decision);
  pending = std::move(greeting);
}

void Hypothesis::assume(DecisionId decision, std::string_view choice) {
  const auto& choices = receiver::decisions()[decision].choices;
  for (std::uint8_t i = 0; i < choices.size(); ++i) {
    if (choices[i].name != choice || choices[i].standing <= assumed) continue;
    assumed = choices[i].standing;
    assumption = decision;
    assumed_choice = i;
  }
}

void Hypothesis::stand_refuted() {
  assumed = Standing::fail;
  assumption = last.clause;
  assumed_choice =
      last.chosen && last.chosen->decision == last.clause ? last.chosen->choice : std::uint8_t{0};
}

bool Hypothesis::same_state(const Hypothesis& other) const {
  return at == other.at && swallow == other.swallow && lf_ends_lines == other.lf_ends_lines &&
         swallows_line == other.swallows_line && refused == other.refused &&
         sender_taken == other.sender_taken && recipient_taken == other.recipient_taken &&
         parted == other.parted && hurried == other.hurried && group_end == other.group_end &&
         awaits_tls == other.awaits_tls && beyond == other.beyond &&
         unknown_keywords == other.unknown_keywords && content == other.content &&
         content_answered == other.content_answered && suspicion == other.suspicion &&
         pending == other.pending && session == other.session;
}

void Hypothesis::advance(const Sent& sent, std::vector<Hypothesis>& forks) {
  if (beyond) at = sent.end();
  for (;;) {
    const std::string_view input = sent.from(at);
    const std::uint64_t swallowed = std::min<std::uint64_t>(swallow, input.size());
    swallow -= swallowed;
    at += swallowed;
    if (pending || awaits_tls || swallow > 0 || session.mode == Mode::closed) return;
    const std::uint64_t before = at;
    if (session.mode == Mode::content) {
      read_content(sent.from(at), forks);
    } else if (!read_line(sent.from(at), forks)) {
      return;
    }
    if (at == before) return;
  }
}

bool Hypothesis::swallow_line(std::string_view input) {
  const std::string_view line_end = lf_ends_lines ? "\n" : "\r\n";
  const std::size_t end = input.find(line_end);
  swallows_line = end == std::string_view::npos;
  at += swallows_line ? input.size() - (input.ends_with('\r') ? 1 : 0) : end + line_end.size();
  return !swallows_line;
}

bool Hypothesis::read_line(std::string_view input, std::vector<Hypothesis>& forks) {
  if (swallows_line) return swallow_line(input);
  const std::size_t lf = input.find('\n');
  const std::size_t crlf = input.find("\r\n");
  const bool bare_lf = lf != std::string_view::npos && (lf == 0 || input[lf - 1] != '\r');
  if (bare_lf && !lf_ends_lines) {
    Hypothesis other = *this;
    other.lf_ends_lines = true;
    other.assume("bare-lf-in-command"_decision, "ends-line");
    forks.push_back(std::move(other));
  }
  std::size_t end = crlf;
  std::size_t next = crlf + 2;
  if (bare_lf && lf_ends_lines) {
    end = lf;
    next = lf + 1;
  }
  if (end == std::string_view::npos) {
    if (input.size() < kLongestLine) return false;
    // Some refuse it before its end.
    end = next = kLongestLine;
    swallows_line = true;
  }
  at += next;
  take_line(input.substr(0, end), forks);
  return true;
}

/// What is wrong with a line, whatever it says; it may not have come to its end yet.
void Hypothesis::consider_refused_line(std::string_view line, Ruling& ruling) const {
  const std::size_t octets = line.size() + 2;
  if (octets > (session.mode == Mode::response ? syntax::kAuthLineLimit : syntax::kCommandLineLimit))
    session.consider_refused_line(syntax::LineFault::too_long, ruling);
  if (line.find('\n') != std::string_view::npos)
    session.consider_refused_line(syntax::LineFault::bare_lf, ruling);
  if (line.find('\r') != std::string_view::npos)
    session.consider_refused_line(syntax::LineFault::bare_cr, ruling);
  if (line.find('\0') != std::string_view::npos)
    session.consider_refused_line(syntax::LineFault::nul, ruling);
}

/// Some take CR for a blank; in a command that names a mailbox that is another command (RFC 5321 §4.1.2), but
/// before its end.
void Hypothesis::take_for_blanks(std::string_view line, std::vector<Hypothesis>& forks) {
  std::string blank(line);
  std::replace(blank.begin(), blank.end(), '\r', ' ');
  const bool inside = line.find('\r') < line.find_last_not_of('\r') + 1;
  if (inside && names_mailbox(parsed(blank).verb)) return;
  Hypothesis other = *this;
  other.assume("bare-cr-in-command"_decision, "data");
  other.take_line(blank, forks);
  forks.push_back(std::move(other));
}

/// Whose domain was read in a path that is none is not known here.
void Hypothesis::consider(const Command& command, Ruling& ruling) const {
  constexpr syntax::Oddities kSound = static_cast<syntax::Oddities>(Oddity::leading_space) |
                                      static_cast<syntax::Oddities>(Oddity::tab_separator) |
                                      static_cast<syntax::Oddities>(Oddity::extra_space) |
                                      static_cast<syntax::Oddities>(Oddity::trailing_space) |
                                      static_cast<syntax::Oddities>(Oddity::bad_parameter) |
                                      static_cast<syntax::Oddities>(Oddity::repeated_parameter);
  if (command.verb != Verb::rcpt || (command.oddities & ~kSound) == 0)
    return session.consider(command, ruling);
  receiver::Session trusting = session;
  auto site = std::make_shared<receiver::Site>(*session.site);
  site->trusts_client = true;
  trusting.site = std::move(site);
  trusting.consider(command, ruling);
}

void Hypothesis::take_line(std::string_view line, std::vector<Hypothesis>& forks) {
  if (session.mode == Mode::command && line.find('\r') != std::string_view::npos)
    take_for_blanks(line, forks);
  Pending next{.line = std::string(line)};
  Ruling& ruling = next.ruling;
  std::optional<DecisionId> unannounced;
  consider_refused_line(line, ruling);
  if (session.mode == Mode::response) {
    session.consider_response(line, ruling);
  } else {
    const Command command = parsed(line);
    if (session.greeted && !session.extended && is_extension(command.verb))
      unannounced = command.verb == Verb::expn ? "expn-not-announced"_decision : "not-announced"_decision;
    if (command.verb == Verb::unknown && is_announced(command.verb_text))
      next.kind = Pending::Kind::extension;
    consider(command, ruling);
    if (command.verb == Verb::bdat && (ruling.effects() & effect::read_chunk) != 0) {
      // Who refuses the line unread, or does not take it for BDAT, knows of no chunk.
      Pending unread = next;
      unread.ruling.leave_out(effect::read_chunk);
      if (has(command.oddities, Oddity::unexpected_argument))
        unread.ruling.put("bdat-argument"_decision, receiver::rules::only({0}));
      if (unannounced) unread.ruling.put(*unannounced);
      if (!unread.ruling.permitted().empty()) {
        forks.push_back(*this);
        forks.back().pending = std::move(unread);
      }
      take_chunk(command, next, forks);
    }
  }
  if (ruling.suspended()) {
    // Whether a response is right is not known here.
    next.kind = Pending::Kind::sasl;
    session.consider_success(ruling);
    const bool responds = session.mode == Mode::response || parsed(line).has_initial_response;
    if (responds) session.consider_failure(ruling);
    if (responds) ruling.put("auth-base64"_decision);
  }
  if (unannounced) ruling.put(*unannounced);
  expect(std::move(next), forks);
}

void Hypothesis::take_chunk(const Command& command, Pending& next, std::vector<Hypothesis>& forks) {
  next.chunk = command.chunk_size;
  if (command.last_chunk) {
    next.kind = Pending::Kind::end_of_data;
    put_storing(next.ruling);
  }
  if (!session.offered.has(receiver::Extension::chunking)) return;
  const auto runs =
      std::find_if(next.ruling.permitted().begin(), next.ruling.permitted().end(),
                   [](const Permitted& permitted) { return (permitted.effects & effect::chunk_runs) != 0; });
  if (runs != next.ruling.permitted().end() && next.chunk > 0) {
    Hypothesis other = *this;
    other.assume(runs->decision, "octets-run");
    other.pending = next;
    other.pending->chunk = 0;
    forks.push_back(std::move(other));
  }
  swallow = std::exchange(next.chunk, 0);
  session.transaction.octets += swallow;
}

/// A reply is due; but where conduct may be silent, perhaps none.
void Hypothesis::expect(Pending next, std::vector<Hypothesis>& forks) {
  if (session.site->lmtp && next.kind == Pending::Kind::end_of_data) {
    next.replies = std::max<std::size_t>(1, session.accepted_recipients());
  }
  if (next.replies > 1) {
    Hypothesis other = *this;
    other.assume("lmtp-replies"_decision, "single");
    other.pending = next;
    other.pending->replies = 1;
    forks.push_back(std::move(other));
  }
  if (may_be_silent(next.ruling)) forks.push_back(*this);
  pending = std::move(next);
}

void Hypothesis::start_tls(std::uint64_t sent_so_far, std::vector<Hypothesis>& forks) {
  if (!awaits_tls) return;
  awaits_tls = false;
  Ruling asked;
  session.start_tls(asked);
  if (at == sent_so_far) return;
  Hypothesis other = *this;
  other.assume("plaintext-behind-starttls"_decision, "kept");
  forks.push_back(std::move(other));
  at = sent_so_far;
}

}  // namespace smtpspec::oracle
