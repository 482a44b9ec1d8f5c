#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/support/naive_content.hpp"
#include "fuzz/support/reply_form.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/transaction_model.hpp"
#include "reference/receiver/receiver.hpp"

namespace smtpspec::fuzz {

inline std::shared_ptr<const receiver::Site> site_of(const World& world) {
  receiver::Site site;
  site.local_domains = {world.local_domain};
  site.own_literals = {};
  site.relay_domains = {world.relay_domain};
  site.users = world.users;
  site.lists = {};
  site.max_size = world.max_size;
  site.max_recipients = static_cast<std::uint32_t>(world.max_recipients);
  site.lmtp = world.lmtp;
  return std::make_shared<const receiver::Site>(site);
}

/// A dialogue with the receiver, held against the model of transactions line by line.
class Conversation {
 public:
  /// `site` is where the receiver is told of the world.
  Conversation(const World& world, std::shared_ptr<const receiver::Site> site)
      : world_(world),
        receiver_(std::move(site)),
        model_(world) {
    carry_out(receiver_.open());
    require(take_reply() == 220, "the greeting is 220");
  }

  void play(std::string_view octets) {
    while (!over_) {
      const std::size_t length = octets.find("\r\n");
      if (length == std::string_view::npos) break;
      const std::string_view line = octets.substr(0, length);
      octets.remove_prefix(length + 2);
      play_line(line, octets);
      check_state();
    }
    if (!over_) end_unfinished(octets);
  }

 private:
  using Due = TransactionModel::Due;

  const World& world_;
  receiver::Receiver receiver_;
  TransactionModel model_;
  std::string replies_;
  std::optional<receiver::Message> stored_;
  std::uint32_t errors_ = 0;
  bool over_ = false;

  void play_line(std::string_view line, std::string_view& behind) {
    const Due due = model_.due(line);
    if (due == Due::unclear) over_ = true;
    if (over_) return;
    feed(line);
    feed("\r\n");
    if (model_.chunk_size > 0) {
      if (behind.size() < model_.chunk_size) return end_unfinished(behind);
      model_.take_chunk(behind.substr(0, model_.chunk_size));
      feed(behind.substr(0, model_.chunk_size));
      behind.remove_prefix(model_.chunk_size);
    } else {
      model_.take_chunk({});
    }
    int code = stored_ ? take_end_reply() : take_reply();
    if (code == 334) code = play_exchange(behind);
    if (over_) return;
    count(code);
    const bool accepted = code < 400;
    require(due != Due::accepted || accepted, "what is lawful in its place is accepted");
    require(due != Due::refused || !accepted, "what is unlawful in its place is refused");
    require(!stored_ || (model_.last_chunk && accepted), "only the end of data stores a message");
    if (stored_) check_message(model_.chunks + model_.last_octets());
    model_.answered(accepted);
    if (code == 221) require(over_, "QUIT closes");
    if (code == 220) model_.start_tls();
    if (code == 235) model_.authenticated = true;
    if (code == 354) play_content(behind);
  }

  /// The responses of an AUTH exchange; the reply at its end.
  int play_exchange(std::string_view& behind) {
    int code = 334;
    while (code == 334) {
      const std::size_t length = behind.find("\r\n");
      if (length == std::string_view::npos) {
        end_unfinished(behind);
        return code;
      }
      feed(behind.substr(0, length + 2));
      behind.remove_prefix(length + 2);
      code = take_reply();
    }
    return code;
  }

  void play_content(std::string_view& behind) {
    const auto content = read_content(behind);
    if (!content) return end_unfinished(behind);
    feed(behind.substr(0, behind.size() - content->left));
    behind.remove_prefix(behind.size() - content->left);
    const Due due = model_.due_content(content->octets.size(), content->bare_lf || content->bare_cr);
    const int code = take_end_reply();
    count(code);
    const bool accepted = code < 400;
    require((due == Due::accepted) == accepted, "a message is taken where it is lawful and not too big");
    require(accepted == stored_.has_value(), "what is taken is stored, and nothing else");
    if (stored_) check_message(content->octets);
    model_.content_answered();
  }

  void end_unfinished(std::string_view octets) {
    feed(octets);
    require(replies_.empty(), "what is unfinished is not answered");
    over_ = true;
  }

  void feed(std::string_view octets) {
    carry_out(receiver_.feed(octets));
    require(receiver_.session().transaction.content.size() <= world_.max_size,
            "no more is kept than allowed");
  }

  int take_reply() { return take_replies(1); }
  /// To the end of data: in LMTP one for each recipient (RFC 2033 §4.2), and here all are alike.
  int take_end_reply() { return take_replies(world_.lmtp ? model_.recipients.size() : 1); }
  int take_replies(std::size_t count) {
    const int code = fuzz::take_reply(replies_);
    while (--count > 0) require(fuzz::take_reply(replies_) == code, "every recipient is answered for");
    require(code != 0, "every input is answered, in the form of a reply");
    require(replies_.empty(), "every input is answered once");
    return code;
  }

  void count(int code) { errors_ += code >= 500 ? 1 : 0; }

  void check_state() const {
    const receiver::Session& session = receiver_.session();
    require(session.greeted == model_.greeted, "who greeted is remembered, and nobody else");
    require(session.authenticated == model_.authenticated,
            "who authenticated is remembered, and nobody else");
    require(session.transaction.open == model_.open, "a transaction is open from MAIL to its end");
    require(session.transaction.recipients.size() == model_.recipients.size(),
            "recipients are who was accepted");
    require(model_.open || session.transaction == receiver::Transaction{},
            "nothing of a transaction outlives it");
    require(session.errors == errors_, "every refusal is counted, once");
  }

  static std::string joined(const std::vector<std::string>& parameters) {
    std::string text;
    for (const std::string& parameter : parameters) (text += text.empty() ? "" : " ") += parameter;
    return text;
  }

  /// RFC 3848
  std::string protocol() const {
    if (!model_.extended) return "SMTP";
    return std::string(world_.lmtp ? "LMTP" : "ESMTP") + (model_.tls ? "S" : "") +
           (model_.authenticated ? "A" : "");
  }

  void check_message(std::string_view content) {
    const receiver::Message message = *std::exchange(stored_, std::nullopt);
    require(message.helo == model_.client_name, "the client is who said EHLO last");
    require(message.reverse_path == model_.reverse_path, "the reverse-path is that of MAIL");
    require(joined(message.parameters) == model_.parameters, "the parameters are those of MAIL");
    require(message.recipients.size() == model_.recipients.size(),
            "every recipient gets it, and nobody else");
    for (std::size_t i = 0; i < model_.recipients.size(); ++i) {
      require(message.recipients[i].forward_path == model_.recipients[i].mailbox,
              "a forward-path is that of RCPT");
      require(joined(message.recipients[i].parameters) == model_.recipients[i].parameters,
              "the parameters are those of RCPT");
    }
    if (!message.protocol.starts_with("UTF8"))
      require(message.protocol == protocol(), "the protocol is the one that was spoken");
    require(message.content.ends_with(content), "what is stored is what was sent");
    check_trace(std::string_view(message.content).substr(0, message.content.size() - content.size()));
  }

  /// One Received field, behind Return-Path where delivery is final (RFC 5321 §4.4).
  void check_trace(std::string_view trace) const {
    if (model_.only_local) {
      const std::string return_path = "Return-Path: <" + model_.reverse_path + ">\r\n";
      require(trace.starts_with(return_path), "the return-path stands above what is delivered");
      trace.remove_prefix(return_path.size());
    }
    require(trace.starts_with("Received: from " + model_.client_name) && trace.ends_with("\r\n"),
            "a Received field stands above what was sent");
    trace.remove_suffix(2);
    for (std::size_t at; (at = trace.find("\r\n")) != std::string_view::npos; trace.remove_prefix(at + 2))
      require(trace.substr(at + 2).starts_with('\t'), "nothing else stands there");
  }

  /// Takes every password but "no", asks once where it is to speak first.
  static receiver::SaslResult judge(const receiver::SaslStep& step) {
    using Kind = receiver::SaslResult::Kind;
    if (!step.response) return {.kind = Kind::challenge, .text = "challenge"};
    return {.kind = *step.response == "no" ? Kind::failure : Kind::success, .text = "alice"};
  }

  void carry_out(const receiver::Actions& actions) {
    for (const receiver::Action& action : actions) {
      if (const auto* send = std::get_if<receiver::Send>(&action)) {
        replies_ += send->octets;
      } else if (const auto* store = std::get_if<receiver::Store>(&action)) {
        require(!stored_, "a message is stored once");
        stored_ = store->message;
        carry_out(receiver_.stored(receiver::StoreResult::kept));
      } else if (const auto* step = std::get_if<receiver::SaslStep>(&action)) {
        carry_out(receiver_.sasl(judge(*step)));
      } else if (std::holds_alternative<receiver::StartTls>(action)) {
        carry_out(receiver_.tls_started());
      } else {
        over_ = true;
      }
    }
  }
};

}  // namespace smtpspec::fuzz
