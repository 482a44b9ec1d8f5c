#pragma once

#include "reference/receiver/octet_watch.hpp"
#include "reference/receiver/reading_rules.hpp"
#include "reference/receiver/receiver.hpp"
#include "reference/syntax/chunk.hpp"

namespace smtpspec::receiver {

/// The receiver behind its interface: the stages, and what is between them.
struct Receiver::State {
  State(std::shared_ptr<const Site> site, const Conduct& conduct)
      : counsel(conduct),
        session(std::move(site)) {}

  /// What answer of the host is awaited.
  enum class Waiting : std::uint8_t { nothing, tls, storing, sasl };

  Counsel counsel;
  Session session;
  Circumstances circumstances;
  syntax::LineReader lines;
  OctetWatch watch;
  syntax::ContentReader content;
  syntax::ContentRules content_rules;
  syntax::ChunkReader chunk;
  syntax::ContentReader chunk_text;  // where conduct reads chunks as text
  Waiting waiting = Waiting::nothing;
  std::string held;          // input that came while waiting
  std::string line;          // the command whose chunk, storing or SASL exchange is under way
  Permitted reply;           // what it will be answered with
  bool more_behind = false;  // octets came together with the command, behind it
  bool sasl_first = false;   // the next response is the initial one

  // receiver_input.cpp: input to rulings.
  void read(std::string_view input, Actions& out);
  /// Reads what came while waiting.
  void go_on(Actions& out);

  // receiver_replies.cpp: rulings to actions.
  /// Carries out what was chosen, and replies.
  void carry_out(const Permitted& chosen, const syntax::Command& command, Actions& out);
  void end_of_message(const Permitted& permitted, Actions& out);
  /// To the end of a message (RFC 2033 §4.2).
  std::size_t lmtp_replies();
  void finish_message(const Permitted& permitted, bool accepted, Actions& out);
  void challenge(std::string_view octets, Actions& out);
  void step_sasl(std::optional<std::string> response, Actions& out);
  void write(const Permitted& permitted, const syntax::Command& command, Actions& out);
  void close(Actions& out);
  /// What is said though no command asked for it.
  Actions unasked(DecisionId why);

  /// `line` read again: a Command does not own its text.
  syntax::Command command() const;
  Ruling silent() { return Ruling(counsel); }

  bool operator==(const State&) const = default;

 private:
  void read_line(std::string_view& input, Actions& out);
  void read_command(std::string_view text, Actions& out);
  void read_response(std::string_view text, Actions& out);
  void read_content(std::string_view& input, Actions& out);
  void read_chunk(std::string_view& input, Actions& out);
  void end_chunk(Actions& out);
  void start_auth(const syntax::Command& command, Actions& out);
  void refuse_at_once(Actions& out);
};

}  // namespace smtpspec::receiver
