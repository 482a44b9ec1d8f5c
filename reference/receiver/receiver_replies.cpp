#include "reference/receiver/base64.hpp"
#include "reference/receiver/receiver_state.hpp"
#include "reference/receiver/table_reply.hpp"

namespace smtpspec::receiver {

using syntax::Command;
using syntax::Verb;

namespace {

/// Replies that come together are one write.
std::string& octets_to_send(Actions& out) {
  constexpr std::size_t kMostReplies = 500;
  if (!out.empty()) {
    if (auto* send = std::get_if<Send>(&out.back())) return send->octets;
  }
  constexpr std::size_t kMostActions = 2;
  out.reserve(out.size() + kMostActions);
  std::string& octets = std::get<Send>(out.emplace_back(Send{})).octets;
  octets.reserve(kMostReplies);
  return octets;
}

bool is_hello(Verb verb) { return verb == Verb::ehlo || verb == Verb::helo || verb == Verb::lhlo; }

}  // namespace

void Receiver::State::write(const Permitted& permitted, const Command& command, Actions& out) {
  if ((permitted.effects & effect::silent) != 0) return;
  write_table_reply(octets_to_send(out), permitted,
                    {.session = session, .command = command, .greeting = is_hello(command.verb)}, counsel);
}

void Receiver::State::carry_out(const Permitted& chosen, const Command& command, Actions& out) {
  const auto does = [&](Effects wanted) { return (chosen.effects & wanted) != 0; };
  if (does(effect::start_tls) && more_behind) {
    Ruling behind(counsel);
    if (behind.put("plaintext-behind-starttls"_decision)) {
      write(*behind.chosen(), command, out);
      return;
    }
  }
  auto asked = silent();
  session.apply(chosen, command, asked);
  if (does(effect::sasl_response)) {
    challenge({}, out);
    return;
  }
  write(chosen, command, out);
  if (does(effect::begin_content)) {
    content = {};
    content_rules = receiver::content_rules(counsel, session);
  }
  if (does(effect::start_tls)) {
    waiting = Waiting::tls;
    out.emplace_back(StartTls{});
  }
  if (does(effect::swap_roles)) {
    session.mode = Mode::closed;
    out.emplace_back(SwapRoles{});
  }
  if (does(effect::close)) close(out);
}

void Receiver::State::end_of_message(const Permitted& permitted, Actions& out) {
  const bool accepted = (permitted.effects & effect::store) != 0;
  if (!accepted || session.transaction.recipients.empty()) {
    finish_message(permitted, accepted, out);
    return;
  }
  Ruling loop(counsel);
  session.consider_hops(received_fields(session.transaction.content), loop);
  if (loop.chosen()) {
    finish_message(*loop.chosen(), false, out);
    return;
  }
  reply = permitted;
  waiting = Waiting::storing;
  out.emplace_back(Store{make_message(session, circumstances, counsel)});
}

std::size_t Receiver::State::lmtp_replies() {
  const std::uint8_t choice = counsel.ask("lmtp-replies"_decision);
  std::size_t replies = choice == "lmtp-replies=single"_choice ? 1 : session.accepted_recipients();
  if (choice == "lmtp-replies=refused-too"_choice) replies += session.transaction.refused;
  return replies;
}

void Receiver::State::finish_message(const Permitted& permitted, bool accepted, Actions& out) {
  std::size_t replies = 1;
  if (session.site->lmtp) {
    replies = lmtp_replies();
  } else if (counsel.ask("end-of-data-replies"_decision) != 0) {
    replies = 2;
  }
  const Command none;
  for (; replies > 0; --replies) write(permitted, none, out);
  auto asked = silent();
  session.apply(permitted, none, asked);
  session.end_data(accepted, asked);
  const bool closes = (permitted.effects & effect::close) != 0;
  if (closes || counsel.ask("closes-after-message"_decision) != 0) close(out);
}

void Receiver::State::challenge(std::string_view octets, Actions& out) {
  session.mode = Mode::response;
  const std::uint8_t form = counsel.ask("auth-challenge"_decision);
  std::string& sent = octets_to_send(out);
  if (form == "auth-challenge=no-space"_choice && octets.empty()) {
    sent += "334\r\n";
    return;
  }
  const Command none;
  const std::string text = form == "auth-challenge=text"_choice ? std::string(octets) : encode_base64(octets);
  write_reply(sent, 334, {}, text, {.session = session, .command = none, .plain = true}, counsel);
}

void Receiver::State::step_sasl(std::optional<std::string> response, Actions& out) {
  waiting = Waiting::sasl;
  out.emplace_back(SaslStep{session.mechanism, std::move(response), std::exchange(sasl_first, false)});
}

Actions Receiver::State::unasked(DecisionId why) {
  Actions out;
  if (session.mode == Mode::closed) return out;
  Ruling ruling(counsel);
  ruling.put(why);
  carry_out(*ruling.chosen(), Command{}, out);
  return out;
}

void Receiver::State::close(Actions& out) {
  session.mode = Mode::closed;
  waiting = Waiting::nothing;
  held.clear();
  out.emplace_back(Close{});
}

}  // namespace smtpspec::receiver
