#include "reference/receiver/receiver.hpp"

#include "reference/receiver/receiver_state.hpp"

namespace smtpspec::receiver {

using syntax::Command;

Receiver::Receiver(std::shared_ptr<const Site> site, Conduct conduct)
    : state_(std::make_unique<State>(std::move(site), conduct)) {}
Receiver::~Receiver() = default;
Receiver::Receiver(const Receiver& other) : state_(std::make_unique<State>(*other.state_)) {}
Receiver::Receiver(Receiver&&) noexcept = default;
Receiver& Receiver::operator=(const Receiver& other) {
  *state_ = *other.state_;
  return *this;
}
Receiver& Receiver::operator=(Receiver&&) noexcept = default;
bool operator==(const Receiver& a, const Receiver& b) { return *a.state_ == *b.state_; }

void Receiver::set_circumstances(Circumstances circumstances) {
  state_->circumstances = std::move(circumstances);
}
bool Receiver::closed() const { return state_->session.mode == Mode::closed; }
bool Receiver::waiting() const { return state_->waiting != State::Waiting::nothing; }
const Session& Receiver::session() const { return state_->session; }
DecisionSet Receiver::consulted() const { return state_->counsel.asked(); }

Actions Receiver::open(bool tls) {
  Actions out;
  state_->session.tls = tls;
  const bool refuses = state_->session.site->refuses_sessions;
  Ruling ruling(state_->counsel);
  ruling.put(refuses ? "refusing-greeting"_decision : "greeting"_decision);
  Command none;
  none.verb = syntax::Verb::ehlo;  // like the answer to EHLO, the greeting has no enhanced code
  state_->write(*ruling.chosen(), none, out);
  if ((ruling.chosen()->effects & effect::close) != 0) state_->close(out);
  return out;
}

Actions Receiver::feed(std::string_view octets) {
  Actions out;
  if (closed()) return out;
  if (waiting()) {
    state_->held += octets;
  } else {
    state_->read(octets, out);
  }
  return out;
}

Actions Receiver::tls_started() {
  Actions out;
  if (state_->waiting != State::Waiting::tls) return out;
  state_->waiting = State::Waiting::nothing;
  auto asked = state_->silent();
  state_->session.start_tls(asked);
  if (!state_->held.empty() &&
      state_->counsel.ask("plaintext-behind-starttls"_decision) != "plaintext-behind-starttls=kept"_choice)
    state_->held.clear();
  state_->go_on(out);
  return out;
}

Actions Receiver::tls_failed() {
  Actions out;
  if (state_->waiting != State::Waiting::tls) return out;
  state_->waiting = State::Waiting::nothing;
  if (state_->counsel.ask("failed-handshake"_decision) == 0) {
    state_->close(out);
  } else {
    state_->go_on(out);
  }
  return out;
}

Actions Receiver::stored(StoreResult result) {
  Actions out;
  if (state_->waiting != State::Waiting::storing) return out;
  state_->waiting = State::Waiting::nothing;
  Permitted reply = state_->reply;
  if (result != StoreResult::kept) {
    Ruling ruling(state_->counsel);
    ruling.put(result == StoreResult::try_later ? "store-failed"_decision : "store-refused"_decision);
    reply = *ruling.chosen();
  }
  state_->finish_message(reply, result == StoreResult::kept, out);
  state_->go_on(out);
  return out;
}

Actions Receiver::sasl(const SaslResult& result) {
  Actions out;
  if (state_->waiting != State::Waiting::sasl) return out;
  state_->waiting = State::Waiting::nothing;
  if (result.kind == SaslResult::Kind::challenge) {
    state_->challenge(result.text, out);
    state_->go_on(out);
    return out;
  }
  Session& session = state_->session;
  Ruling ruling(state_->counsel);
  switch (result.kind) {
    case SaslResult::Kind::success:
      session.consider_success(ruling);
      break;
    case SaslResult::Kind::unknown_mechanism:
      ruling.put("auth-mechanism"_decision);
      break;
    case SaslResult::Kind::malformed:
      if (!ruling.put("auth-base64"_decision)) session.consider_failure(ruling);
      break;
    case SaslResult::Kind::challenge:
    case SaslResult::Kind::failure:
      session.consider_failure(ruling);
      ++session.auth_failures;
      break;
  }
  if (ruling.chosen()->effects & effect::add_user) session.user = result.text;
  state_->carry_out(*ruling.chosen(), state_->command(), out);
  state_->go_on(out);
  return out;
}

Actions Receiver::expired() { return state_->unasked("idle-deadline"_decision); }
Actions Receiver::shut_down() { return state_->unasked("shutdown"_decision); }

}  // namespace smtpspec::receiver
