#pragma once

#include "reference/oracle/judgement.hpp"
#include "reference/receiver/session.hpp"
#include "reference/syntax/content.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::oracle {

/// The octets that went to the target and are still needed, by their offset in all that was sent.
class Sent {
 public:
  void append(std::string_view octets) { held_ += octets; }
  std::string_view from(std::uint64_t offset) const {
    return std::string_view(held_).substr(static_cast<std::size_t>(offset - start_));
  }
  std::uint64_t end() const { return start_ + held_.size(); }
  std::size_t size() const { return held_.size(); }
  void forget_before(std::uint64_t offset) {
    held_.erase(0, static_cast<std::size_t>(offset - start_));
    start_ = offset;
  }

 private:
  std::string held_;
  std::uint64_t start_ = 0;
};

/// An input that a reply is due for, and all that may be answered.
struct Pending {
  enum class Kind : std::uint8_t { greeting, command, extension, sasl, end_of_data };
  Kind kind = Kind::command;
  std::string line;
  receiver::Ruling ruling;
  std::uint64_t chunk = 0;  ///< octets that belong to it if it is taken
  std::size_t replies = 1;  ///< LMTP: one for each recipient
  bool accepted = false;    ///< LMTP: so far
  bool operator==(const Pending&) const = default;
};

/// The choice of a decision that would explain what a target does.
struct Suspicion {
  receiver::DecisionId decision = 0;
  std::string_view choice;
  bool of_resuming = false;  ///< it would take what is left of the content for commands
  bool operator==(const Suspicion&) const = default;
};

/// A command line, read by the grammar of the standard. It has views of `line`.
syntax::Command parsed(std::string_view line);

/// Whether there is room for a message that may be taken, and whether it is wanted, is not known here.
void put_storing(receiver::Ruling& ruling);

/// One way to read what was sent so far: where the target is in it, and in what state. A regular value.
struct Hypothesis {
  explicit Hypothesis(std::shared_ptr<const receiver::Site> site);

  /// Reads on to the next input that a reply is due for. Where it can be read in two ways, the other is added
  /// to `forks`.
  void advance(const Sent& sent, std::vector<Hypothesis>& forks);
  /// Follows the target; false if no reply could have come here.
  bool follow(const reply::Reply& reply, const Sent& sent, std::vector<Hypothesis>& forks);
  /// The target is to answer what was sent: not before the end of a line, nor of a chunk that belongs to it.
  bool reply_due(const Sent& sent) const;
  /// The target closed; false if it had no right to (RFC 5321 §3.8, §7.8).
  bool may_close() const;
  /// TLS is up; `sent_so_far`: the end of the plaintext.
  void start_tls(std::uint64_t sent_so_far, std::vector<Hypothesis>& forks);
  /// This reading takes the target to have made that choice: "lf-dot-lf", "ends".
  void assume(receiver::DecisionId decision, std::string_view choice);
  /// Whether this refusal of what was asked next, or reply to nothing, is to the rest of refused content.
  bool explains_by_content(int code) const;
  /// The target reads that for commands: what follows is not known here.
  void convict_of_suspicion();
  /// The reply that was followed last speaks against this reading, where another explains it.
  void stand_refuted();
  /// The same future, whatever the past.
  bool same_state(const Hypothesis& other) const;

  receiver::Session session;
  std::uint64_t at = 0;       ///< what was read of the input
  std::uint64_t swallow = 0;  ///< octets of a chunk still to come
  bool lf_ends_lines = false;
  bool swallows_line = false;    ///< refused before its end, which belongs to it
  bool refused = false;          ///< something was
  std::string sender_taken;      ///< the last mailbox that MAIL was taken with
  bool recipient_taken = false;  ///< one of this sender
  bool parted = false;           ///< QUIT was taken, and nothing said behind that
  bool hurried = false;          ///< what is next was sent where the client had to wait
  std::uint64_t group_end = 0;   ///< of the commands that were sent together with content before them
  bool awaits_tls = false;
  bool beyond = false;                        ///< what is not known here was agreed on: nothing is judged
  std::vector<std::string> unknown_keywords;  ///< of EHLO
  syntax::ContentReader content;
  bool content_answered = false;       ///< before its end, which is answered no more
  std::optional<Suspicion> suspicion;  ///< of a target that refused content, if it has more to say
  std::optional<Pending> pending;
  Judgement last;  ///< of the reply that was followed last
  std::string last_permitted, last_input;
  receiver::Standing assumed = receiver::Standing::pass;  ///< of the worst choice assumed
  receiver::DecisionId assumption = 0;
  std::uint8_t assumed_choice = 0;

 private:
  bool read_line(std::string_view input, std::vector<Hypothesis>& forks);
  bool swallow_line(std::string_view input);
  void read_content(std::string_view input, std::vector<Hypothesis>& forks);
  void take_line(std::string_view line, std::vector<Hypothesis>& forks);
  void take_for_blanks(std::string_view line, std::vector<Hypothesis>& forks);
  void take_chunk(const syntax::Command& command, Pending& next, std::vector<Hypothesis>& forks);
  void expect(Pending next, std::vector<Hypothesis>& forks);
  void end_content(std::vector<Hypothesis>& forks);
  void consider(const syntax::Command& command, receiver::Ruling& ruling) const;
  void consider_refused_line(std::string_view line, receiver::Ruling& ruling) const;
  void shut_down(std::vector<Hypothesis>& forks);
  bool follow_failed_handshake(int code);
  bool follow_farewell(int code);
  bool follow_timeout(int code, std::vector<Hypothesis>& forks);
  bool follow_in_line(const reply::Reply& reply, std::string_view line);
  void suspect();
  bool follow_in_content(const reply::Reply& reply, std::vector<Hypothesis>& forks);
  void follow_greeting(const reply::Reply& reply);
  void follow_command(const reply::Reply& reply, std::vector<Hypothesis>& forks);
  void follow_extension(const reply::Reply& reply, std::vector<Hypothesis>& forks);
  void follow_beyond();
  bool is_announced(std::string_view keyword) const;
  void follow_sasl(const reply::Reply& reply);
  void follow_end_of_data(const reply::Reply& reply, std::vector<Hypothesis>& forks);
  void end_message(int code, std::vector<Hypothesis>& forks);
  void fork_ended(std::vector<Hypothesis>& forks) const;
  bool was_read(int code) const;
  void doubt_chunk(bool was_read, std::vector<Hypothesis>& forks);
  void doubt_transaction(syntax::Verb verb, int code, std::vector<Hypothesis>& forks);
  void excuse_without_control(int code);
  bool may_be_hurried() const;
  void adopt_keywords(const reply::Reply& reply, syntax::Verb verb);
  void convict(receiver::DecisionId decision);
};

}  // namespace smtpspec::oracle
