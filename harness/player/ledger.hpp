#pragma once

#include "reference/reply/reply.hpp"

#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <string_view>

namespace smtpspec::player {

/// What was sent and is to be answered.
struct Asked {
  enum class What : std::uint8_t { nothing, greeting, command, content } what = What::nothing;
  std::string label;       ///< "RCPT TO:<...>", "the content", "the greeting"; empty for nothing
  std::string verb;        ///< upper-case; "." for the end of the content
  std::size_t length = 0;  ///< octets of the command line, CRLF counted
};

/// Reads along what a client writes on one connection and says which reply answers what. Only labels and
/// general checks rest on it: it cannot know how a server reads what is malformed, and says so in clean().
class Ledger {
 public:
  void wrote(std::string_view octets);
  /// The oldest unanswered command, which `reply` answers.
  Asked answered(const reply::Reply& reply);

  std::size_t open() const { return open_.size(); }
  /// The label of the oldest unanswered command; empty if there is none.
  std::string_view waiting_for() const { return open_.empty() ? std::string_view() : open_.front().label; }
  bool awaits_greeting() const { return !open_.empty() && open_.front().what == Asked::What::greeting; }
  bool in_content() const { return state_ == State::content; }
  /// Nothing of a line, a chunk or the content has been sent.
  bool between_commands() const { return state_ == State::commands && partial_ == 0; }
  /// Nothing was sent so far that a lawful server could answer with more, or fewer, replies than we count.
  bool clean() const { return clean_ && (between_commands() || (in_content() && !content_begun_)); }
  void doubt() { clean_ = false; }
  /// A command with this verb was answered 2yz or 3yz earlier.
  bool accepted(std::string_view verb) const { return accepted_.contains(verb); }
  /// The same, and nothing was answered since that moves the sequence of commands (RFC 5321 §4.1.4): the verb
  /// is as much in order as it was then.
  bool accepted_here(std::string_view verb) const { return accepted_here_.contains(verb); }
  /// TLS has started: what was sent before is not answered any more (RFC 3207 §4.2).
  void forget();
  /// RFC 2033 §4.2: the content is answered once for each accepted recipient.
  void one_reply_a_recipient() { lmtp_ = true; }

 private:
  enum class State : std::uint8_t { commands, content, chunk };
  enum class At : std::uint8_t { inside, cr, line_start, dot, dot_cr };  // in the content

  State state_ = State::commands;
  std::deque<Asked> open_ = {{Asked::What::greeting, "the greeting", {}, 0}};
  std::string line_;         // the unfinished command line, at most kKeptLine octets
  std::size_t partial_ = 0;  // octets of it
  bool last_was_cr_ = false;
  At at_ = At::line_start;
  bool content_begun_ = false;
  std::size_t content_line_ = 0;
  std::uint64_t chunk_left_ = 0;
  bool last_chunk_ = false;
  std::string held_;  // written behind a DATA that was not answered yet
  bool data_open_ = false;
  bool responding_ = false;  // 334 was answered: the next line is a response, not a command
  bool clean_ = true;
  bool lmtp_ = false;
  std::size_t recipients_ = 0;
  std::set<std::string, std::less<>> accepted_;
  std::set<std::string, std::less<>> accepted_here_;

  void command_octet(char octet);
  void content_octet(char octet);
  void command();
  void chunk(const std::string& line);
  void content_ended();
  void accept(const std::string& verb);
};

}  // namespace smtpspec::player
