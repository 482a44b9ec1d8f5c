#include "reference/receiver/base64.hpp"
#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/receiver_state.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>

namespace smtpspec::receiver {

using syntax::Command;

void Receiver::State::read(std::string_view input, Actions& out) {
  while (waiting == Waiting::nothing && !input.empty()) {
    switch (session.mode) {
      case Mode::command:
      case Mode::response:
        read_line(input, out);
        break;
      case Mode::content:
        read_content(input, out);
        break;
      case Mode::chunk:
        read_chunk(input, out);
        break;
      case Mode::closed:
        return;
    }
  }
  more_behind = false;
  held += input;
}

void Receiver::State::go_on(Actions& out) {
  const std::string input = std::move(held);
  held.clear();
  read(input, out);
}

void Receiver::State::read_line(std::string_view& input, Actions& out) {
  const std::string_view before = input;
  const auto next = lines.next(input, framing_rules(counsel, session));
  watch.see(before.substr(0, before.size() - input.size()), next && next->plain, counsel);
  put_length(watch.line_octets(), counsel, session);
  if (!next) return;
  watch.end_line();
  if (next->fault != syntax::LineFault::none) {
    Ruling ruling(counsel);
    session.consider_refused_line(next->fault, ruling);
    session.mode = Mode::command;
    carry_out(*ruling.chosen(), Command{}, out);
    return;
  }
  more_behind = !input.empty();
  if (session.mode == Mode::response) {
    read_response(next->text, out);
  } else {
    read_command(next->text, out);
  }
}

void Receiver::State::read_command(std::string_view text, Actions& out) {
  Command command;
  syntax::parse_command(text, reading(counsel), command);
  put_misreadings(command, counsel);
  Ruling ruling(counsel);
  session.consider(command, ruling);
  if (ruling.suspended()) {
    line = text;
    start_auth(command, out);
    return;
  }
  const Permitted& chosen = *ruling.chosen();
  const bool reads_chunk =
      (chosen.effects & effect::read_chunk) != 0 && (chosen.effects & effect::chunk_runs) == 0;
  if (command.verb != syntax::Verb::bdat || !(reads_chunk || !chosen.refuses())) {
    carry_out(chosen, command, out);
    return;
  }
  line = text;
  reply = chosen;
  if (!session.transaction.chunking) chunk_text = {};
  chunk = syntax::ChunkReader(reads_chunk ? command.chunk_size : 0);
  session.mode = Mode::chunk;
  if (chunk.done()) end_chunk(out);
}

void Receiver::State::read_content(std::string_view& input, Actions& out) {
  const auto status = content.read(input, content_rules, session.transaction.content);
  put_content(content, counsel, session);
  if (status == syntax::ContentStatus::more) return;
  session.mode = Mode::command;
  if (status != syntax::ContentStatus::end) {
    refuse_at_once(out);
    return;
  }
  Ruling ruling(counsel);
  session.consider_end_of_data(content, ruling);
  end_of_message(*ruling.chosen(), out);
}

/// Conduct does not wait for the end of the content.
void Receiver::State::refuse_at_once(Actions& out) {
  // What follows is closes, resumes and gives-up.
  const auto at_once = [&](syntax::ContentFault fault, DecisionId id, std::uint8_t closes) {
    return content.has(fault) && counsel.peek(id) >= closes;
  };
  DecisionId why = "crlf-dot-lf"_decision;
  if (content.has(syntax::ContentFault::long_line) &&
      content_rules.long_line == syntax::ContentRules::LongLine::refused_resume)
    why = "long-text-line"_decision;
  if (content.has(syntax::ContentFault::too_big) &&
      content_rules.too_big == syntax::ContentRules::TooBig::refused_resume)
    why = "declared-size-ends"_decision;
  if (at_once(syntax::ContentFault::bare_lf, "bare-lf-in-content"_decision,
              "bare-lf-in-content=closes"_choice))
    why = "bare-lf-in-content"_decision;
  if (at_once(syntax::ContentFault::bare_cr, "bare-cr-in-content"_decision,
              "bare-cr-in-content=closes"_choice))
    why = "bare-cr-in-content"_decision;
  Ruling ruling(counsel);
  ruling.put(why);
  carry_out(*ruling.chosen(), Command{}, out);
}

void Receiver::State::read_chunk(std::string_view& input, Actions& out) {
  std::string_view octets = chunk.take(input);
  if ((reply.effects & effect::keep_chunk) != 0) {
    std::string& kept = session.transaction.content;
    session.transaction.octets += octets.size();
    if (counsel.ask("bdat-octets"_decision) != 0) {
      if (chunk_text.read(octets, chunk_rules(counsel), kept) == syntax::ContentStatus::end) {
        session.transaction.octets -= octets.size();
        input = {octets.data(), octets.size() + input.size()};
        chunk = syntax::ChunkReader(0);
      }
    } else {
      const std::uint64_t limit = session.site->max_size == 0 ? ~std::uint64_t{0} : session.site->max_size;
      const std::uint64_t room = limit - std::min<std::uint64_t>(limit, kept.size());
      kept += octets.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, octets.size())));
    }
  }
  if (chunk.done()) end_chunk(out);
}

void Receiver::State::end_chunk(Actions& out) {
  session.mode = Mode::command;
  if ((reply.effects & effect::store) != 0) {
    end_of_message(reply, out);
    return;
  }
  const Command bdat = command();
  // RFC 2033 §4.3: the last chunk is answered for each recipient, refused or not.
  const std::size_t replies = session.site->lmtp && bdat.last_chunk ? lmtp_replies() : 1;
  for (std::size_t more = 1; more < replies; ++more) write(reply, bdat, out);
  carry_out(reply, bdat, out);
}

void Receiver::State::start_auth(const Command& auth, Actions& out) {
  session.mechanism = auth.mechanism;
  std::transform(session.mechanism.begin(), session.mechanism.end(), session.mechanism.begin(),
                 syntax::upper);
  sasl_first = true;
  const bool client_first = session.mechanism != "CRAM-MD5" && session.mechanism != "LOGIN";
  if (auth.has_initial_response && client_first) {
    step_sasl(auth.initial_response == "=" ? std::string() : decode_base64_leniently(auth.initial_response),
              out);
  } else if (auth.has_initial_response && session.mechanism == "LOGIN") {
    step_sasl(decode_base64_leniently(auth.initial_response), out);
  } else if (client_first) {
    challenge({}, out);
  } else {
    step_sasl(std::nullopt, out);
  }
}

void Receiver::State::read_response(std::string_view text, Actions& out) {
  session.mode = Mode::command;
  Ruling ruling(counsel);
  session.consider_response(text, ruling);
  if (ruling.suspended()) {
    step_sasl(decode_base64_leniently(text), out);
  } else {
    carry_out(*ruling.chosen(), command(), out);
  }
}

syntax::Command Receiver::State::command() const {
  Command read_again;
  syntax::parse_command(line, reading(counsel), read_again);
  return read_again;
}

}  // namespace smtpspec::receiver
