#include "tests/receiver/play.hpp"

#include "reference/reply/visible.hpp"

namespace smtpspec::receiver::test {

namespace {

/// A host of in-memory play: answers every barrier at once, and writes down what it was asked to do.
class Host {
 public:
  Host(const Dialogue& dialogue, const Behaviour& behaviour, Listener* listener)
      : dialogue_(dialogue),
        receiver_(std::make_shared<Site>(dialogue.site), behaviour),
        listener_(listener) {}

  Played play(std::size_t piece) {
    receiver_.set_circumstances({.client_address = "192.0.2.1"});
    carry_out(receiver_.open(dialogue_.tls));
    for (std::string_view write : dialogue_.writes) {
      while (!write.empty()) {
        const std::string_view now = write.substr(0, piece == 0 ? write.size() : piece);
        write.remove_prefix(now.size());
        if (listener_ != nullptr) listener_->sent(now);
        carry_out(receiver_.feed(now));
      }
    }
    if (dialogue_.expires) carry_out(receiver_.expired());
    if (dialogue_.shuts_down) carry_out(receiver_.shut_down());
    flush();
    return {std::move(trace_), receiver_.consulted()};
  }

 private:
  const Dialogue& dialogue_;
  FaultyReceiver receiver_;
  Listener* listener_;
  std::string trace_;
  std::string sent_;
  int sasl_steps_ = 0;

  void flush() {
    if (!sent_.empty()) note("S: " + reply::visible(sent_));
    sent_.clear();
  }
  void note(const std::string& line) { trace_ += line + '\n'; }

  void carry_out(const Actions& actions) {
    for (const Action& action : actions) {
      if (const auto* send = std::get_if<Send>(&action)) {
        sent_ += send->octets;
        if (listener_ != nullptr) listener_->received(send->octets);
        continue;
      }
      flush();
      std::visit([this](const auto& a) { on(a); }, action);
    }
  }
  void on(const Send&) {}
  void on(const Close& close) {
    note(close.reset ? "reset" : "close");
    if (listener_ != nullptr) listener_->closed();
  }
  void on(const Delay& delay) { note("after " + std::to_string(delay.time.count()) + " ms"); }
  void on(const SwapRoles&) { note("roles swap"); }
  void on(const StartTls&) {
    note("start TLS");
    if (listener_ != nullptr && !dialogue_.tls_fails) listener_->tls_started();
    carry_out(dialogue_.tls_fails ? receiver_.tls_failed() : receiver_.tls_started());
  }
  void on(const Store& store) {
    const Message& message = store.message;
    note("store from <" + message.reverse_path + "> user " + message.user + " with " + message.protocol);
    for (const Recipient& to : message.recipients) {
      note("  to <" + to.forward_path + ">" + (to.relayed ? " by " + to.next_hop : "") +
           (to.reverse_path.empty() ? "" : " from <" + to.reverse_path + ">"));
    }
    note("  " + reply::visible(message.content));
    carry_out(receiver_.stored(dialogue_.stored));
  }
  /// PLAIN, LOGIN and CRAM-MD5 as far as these dialogues need them.
  void on(const SaslStep& step) {
    if (step.first) sasl_steps_ = 0;
    ++sasl_steps_;
    note("sasl " + step.mechanism + " " + (step.response ? reply::visible(*step.response) : "-"));
    if (step.mechanism == "LOGIN" && sasl_steps_ < 3) {
      return carry_out(
          receiver_.sasl({SaslResult::Kind::challenge, sasl_steps_ == 1 ? "Username:" : "Password:"}));
    }
    if (step.mechanism == "CRAM-MD5" && sasl_steps_ == 1) {
      return carry_out(receiver_.sasl({SaslResult::Kind::challenge, "<1@mail.example.test>"}));
    }
    if (step.response == "malformed") return carry_out(receiver_.sasl({SaslResult::Kind::malformed, ""}));
    const bool right = step.response && step.response->find("secret") != std::string::npos;
    carry_out(receiver_.sasl(
        {right ? SaslResult::Kind::success : SaslResult::Kind::failure, right ? "alice" : ""}));
  }
};

}  // namespace

Played play_and_ask(const Dialogue& dialogue, const Behaviour& behaviour, std::size_t piece,
                    Listener* listener) {
  return Host(dialogue, behaviour, listener).play(piece);
}

std::string play(const Dialogue& dialogue, const Behaviour& behaviour, std::size_t piece) {
  return play_and_ask(dialogue, behaviour, piece).trace;
}

Behaviour mutated(std::string_view name) { return parse_mutation(name).value(); }

}  // namespace smtpspec::receiver::test
