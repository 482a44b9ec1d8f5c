#pragma once

#include "fuzz/support/hosted_receiver.hpp"
#include "fuzz/support/message_claims.hpp"
#include "fuzz/support/naive_base64.hpp"
#include "fuzz/support/naive_content.hpp"
#include "fuzz/support/naive_header.hpp"
#include "fuzz/support/reply_claims.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/transaction_model.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::fuzz {

/// A dialogue with the receiver, held against the model of transactions line by line.
class Conversation {
 public:
  /// `site` is where the receiver is told of the world.
  Conversation(const World& world, std::shared_ptr<const receiver::Site> site)
      : world_(world),
        host_(world, std::move(site)),
        model_(world) {
    const TakenReply greeting = take_one();
    require(greeting.code == (world.refuses_sessions ? 554 : 220), "the greeting is 220, or 554");
    require(first_word(greeting) == world.host, "the host greets by its name");  // RFC 5321 §4.3.1
  }

  void play(std::string_view octets) {
    const bool shuts_down = octets.size() % 2 == 1;
    while (!over_) {
      const std::size_t length = octets.find("\r\n");
      if (length == std::string_view::npos) break;
      const std::string_view line = octets.substr(0, length);
      octets.remove_prefix(length + 2);
      play_line(line, octets);
      over_ |= host_.over;
      if (!host_.over) check_state();
    }
    if (!over_) end_unfinished(octets);
    if (!host_.over) end_unasked(shuts_down);
  }

 private:
  using Due = TransactionModel::Due;

  const World& world_;
  HostedReceiver host_;
  TransactionModel model_;
  std::uint32_t errors_ = 0;
  bool over_ = false;

  void play_line(std::string_view line, std::string_view& behind) {
    const Due due = model_.due(line);
    if (due == Due::unclear) over_ = true;
    if (over_) return;
    const bool starts_tls = model_.said.verb == "STARTTLS" && due == Due::accepted;
    if (starts_tls) {
      feed(std::string(line) + "\r\nNOOP\r\n");  // plaintext behind it is not answered (RFC 3207 §6)
    } else {
      feed(line);
      feed("\r\n");
    }
    if (model_.chunk_size > 0 && behind.size() < model_.chunk_size) return end_unfinished(behind);
    const std::string_view chunk = behind.substr(0, model_.chunk_size);
    behind.remove_prefix(chunk.size());
    model_.take_chunk(chunk);
    if (!chunk.empty()) feed(chunk);
    if (due == Due::accepted && model_.chunk_ends()) {
      return end_content(model_.due_message(model_.mail.chunks + model_.last_octets()),
                         model_.mail.chunks + model_.last_octets());
    }
    require(!host_.stored, "only the end of data stores a message");
    if (!model_.said.mechanism.empty()) return play_auth(behind);
    const std::size_t replies = model_.chunk_ends() ? replies_at_the_end() : 1;
    for (std::size_t left = replies; left > 1; --left)
      require(take_answer(left).code >= 400, "the last chunk stores a message");
    const int code = take_answer().code;
    const bool accepted = code < 400;
    require(due != Due::accepted || accepted, "what is lawful in its place is accepted");
    require(due != Due::refused || !accepted, "what is unlawful in its place is refused");
    require(!accepted || !model_.chunk_ends(), "the last chunk stores a message");
    model_.answered(accepted);
    require(host_.over == (code == 221 || (code == 220 && world_.tls_fails)),
            "QUIT closes, and a handshake that fails");  // RFC 5321 §3.8
    if (code == 220) model_.start_tls();
    if (code == 354) play_content(behind);
  }

  /// RFC 2033 §4.2 and §4.3.
  std::size_t replies_at_the_end() const {
    return world_.lmtp ? std::max<std::size_t>(1, model_.mail.recipients.size()) : 1;
  }

  /// A content or the last chunk was handed over: it is kept or not as the host says, which ends the
  /// transaction (RFC 5321 §4.1.1.4, §4.2.5).
  void end_message(std::string content) {
    if (is_final(model_.mail)) content = without_return_path(content);
    const receiver::Message message = *std::exchange(host_.stored, std::nullopt);
    check_message(world_, model_, message, content);
    const std::size_t replies = replies_at_the_end();
    for (std::size_t i = 0; i < replies; ++i) {
      const int code = take_answer(replies - i).code;
      require(std::to_string(code).front() == HostedReceiver::judge(std::string_view(content)),
              "a message is answered for as the host says");
    }
    model_.mail = {};
  }

  void end_content(Due due, const std::string& content) {
    require((due == Due::accepted) == host_.stored.has_value(),
            "a message is taken where it is lawful and not too big");
    if (host_.stored) return end_message(content);
    const std::size_t replies = replies_at_the_end();
    for (std::size_t i = 0; i < replies; ++i)
      require(take_answer(replies - i).code >= 400, "what is not stored is refused");
    model_.mail = {};
  }

  void play_content(std::string_view& behind) {
    const auto content = read_content(behind);
    if (!content) return end_unfinished(behind);
    feed(behind.substr(0, behind.size() - content->left));
    behind.remove_prefix(behind.size() - content->left);
    const Due due = model_.due_content(content->octets, content->bare_lf || content->bare_cr);
    end_content(due, content->octets);
  }

  /// The exchange of RFC 4954 §4, up to the reply at its end.
  void play_auth(std::string_view& behind) {
    const auto& mechanism = model_.said.mechanism;
    const bool server_first = mechanism == "LOGIN" || mechanism == "CRAM-MD5";
    bool asks = true;
    if (model_.said.initial_response || server_first) {
      asks = play_step(model_.said.initial_response, true);
    } else {
      const TakenReply reply = take_answer();
      require(host_.steps.empty() && reply.code == 334 && reply.texts.front().empty(),
              "a response that is missing is asked for");
    }
    for (bool first = !model_.said.initial_response && !server_first; asks; first = false) {
      const std::size_t length = behind.find("\r\n");
      if (length == std::string_view::npos) return end_unfinished(behind);
      const std::string_view line = behind.substr(0, length);
      feed(behind.substr(0, length + 2));
      behind.remove_prefix(length + 2);
      const auto response = octets_of_base64(line);
      if (response) {
        asks = play_step(response, first);
        continue;
      }
      const int code = take_answer().code;
      require(host_.steps.empty(), "what is no response is not tried");
      require(code == 501 || (code == 500 && line != "*"), "an exchange is cancelled with 501");
      asks = false;
    }
  }

  /// One step: what was sent is what the host judged, and its judgement is the reply. True if it asks for
  /// more.
  bool play_step(const std::optional<std::string>& response, bool first) {
    using Kind = receiver::SaslResult::Kind;
    constexpr std::pair<Kind, int> kCodes[] = {{Kind::challenge, 334},
                                               {Kind::success, 235},
                                               {Kind::failure, 535},
                                               {Kind::malformed, 501},
                                               {Kind::unknown_mechanism, 504}};
    const receiver::SaslStep due{model_.said.mechanism, response, first};
    require(host_.steps == std::vector{due}, "the host is asked about what was sent, once");
    host_.steps.clear();
    const receiver::SaslResult judged = HostedReceiver::judge(response);
    const TakenReply reply = take_answer();
    for (const auto& [kind, code] : kCodes)
      require(kind != judged.kind || reply.code == code, "a response is answered as the host says");
    if (judged.kind == Kind::challenge)
      require(reply.texts.front() == naive_base64(judged.text), "a challenge is sent in base64");
    model_.authenticated = judged.kind == Kind::success;
    if (model_.authenticated) model_.user = judged.text;
    return judged.kind == Kind::challenge;
  }

  void end_unfinished(std::string_view octets) {
    feed(octets);
    require(host_.replies.empty(), "what is unfinished is not answered");
    over_ = true;
  }

  /// RFC 5321 §3.8 and §4.5.3.2.7, RFC 3463 §3.4 and §3.5: "system not accepting network messages", "bad
  /// connection".
  void end_unasked(bool shuts_down) {
    host_.replies.clear();
    shuts_down ? host_.shut_down() : host_.expire();
    TakenReply reply = take_one();
    const bool enhanced = world_.offers("ENHANCEDSTATUSCODES");
    require(reply.code == 421, "who must close says so");
    require(!enhanced || first_word(reply) == (shuts_down ? "4.3.2" : "4.4.2"), "and why");
    take_enhanced(reply, enhanced);
    require(first_word(reply) == world_.host, "who closes says its name");
    require(host_.over, "who says that it closes does");
    host_.feed("NOOP\r\n");
    require(host_.replies.empty(), "behind the end nothing is answered");
  }

  void feed(std::string_view octets) {
    host_.feed(octets);
    require(world_.takes(host_.session().transaction.content.size()), "no more is kept than allowed");
  }

  TakenReply take_one(std::size_t replies = 1) {
    const TakenReply reply = take_reply(host_.replies);
    require(reply.code != 0, "every input is answered, in the form of a reply");
    require(replies > 1 || host_.replies.empty(), "every input is answered once");
    return reply;
  }

  /// The next reply to the last line, of so many, held against what is said of it.
  TakenReply take_answer(std::size_t replies = 1) {
    const TransactionModel::Said& said = model_.said;
    TakenReply reply = take_one(replies);
    if (replies == 1) errors_ += reply.code >= 500 ? 1 : 0;
    const bool hello = said.verb == "EHLO" || said.verb == "HELO" || said.verb == "LHLO";
    const bool exchange = said.verb == "AUTH" && reply.code == 334;
    if (!exchange) check_code(reply.code, said.verb, said.codes);
    if (!said.verb.empty()) take_enhanced(reply, !hello && world_.offers("ENHANCEDSTATUSCODES"));
    if (reply.code == 221 || reply.code == 421 || (hello && reply.code == 250))
      require(first_word(reply) == world_.host, "who closes or says hello says its name");
    if (!said.mention.empty() && (reply.code < 400 || reply.code == 551))
      require(reply.texts.front().find(said.mention) != std::string::npos, "a mailbox is named");
    if (said.lines) check_lines(reply, *said.lines, hello);
    return reply;
  }

  /// RFC 5321 §3.5.1 (a member a line), §4.1.1.1 (a keyword a line, behind the first).
  static void check_lines(TakenReply reply, std::vector<std::string> due, bool hello) {
    if (hello) reply.texts.erase(reply.texts.begin());
    std::sort(reply.texts.begin(), reply.texts.end());
    std::sort(due.begin(), due.end());
    require(reply.texts == due, "the lines are the members or keywords, each once");
  }

  void check_state() const {
    const receiver::Session& session = host_.session();
    const receiver::Transaction& transaction = session.transaction;
    const TransactionModel::Mail& mail = model_.mail;
    require(session.greeted == model_.greeted, "who greeted is remembered, and nobody else");
    require(session.extended == model_.extended, "extensions are in force behind EHLO");
    require(session.tls == model_.tls, "TLS is what it is");
    require(session.authenticated == model_.authenticated && session.user == model_.user,
            "who authenticated is remembered, and nobody else");
    require(transaction.open == mail.open, "a transaction is open from MAIL to its end");
    require(transaction.recipients.size() == mail.recipients.size(), "recipients are who was accepted");
    require(transaction.reverse_path == mail.reverse_path, "a transaction has the sender of its MAIL");
    require(mail.open || transaction == receiver::Transaction{}, "nothing of a transaction outlives it");
    require(session.errors == errors_, "every refusal is counted, once");
  }
};

}  // namespace smtpspec::fuzz
