#pragma once

#include "harness/player/activity.hpp"
#include "harness/player/connection.hpp"
#include "harness/player/expand.hpp"
#include "harness/player/player.hpp"
#include "harness/player/transcript.hpp"
#include "harness/player/variables.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::player {

/// 4yz (RFC 5321 §4.2.1).
constexpr bool is_temporary(int code) { return code / 100 == 4; }

/// What a play knows and has done so far; activities work on it. One is at work at a time, on the current
/// connection.
class Session {
 public:
  Session(Case c, Circumstances circumstances, const language::Catalogue& catalogue, std::string token);

  // What a Play does.
  void show_to(std::unique_ptr<Witness> witness) { transcript_.show_to(std::move(witness)); }
  void begin(Millis now);
  void on(int connection, const Event& event, Millis now);
  void wake(Millis now);
  std::optional<Millis> deadline() const;
  bool finished() const { return finished_; }
  Acts take_acts() { return std::exchange(acts_, {}); }
  Result take_result() { return std::move(result_); }

  // What activities ask.
  const Circumstances& circumstances() const { return circumstances_; }
  Variables& variables() { return variables_; }
  Expander expander() const { return {*case_.scenario, variables_}; }
  Connection& here() { return connections_[static_cast<std::size_t>(current_)]; }
  Connection& connection(int index) { return connections_[static_cast<std::size_t>(index)]; }
  int connection_count() const { return static_cast<int>(connections_.size()); }
  int current() const { return current_; }
  Millis now() const { return now_; }
  const std::string& token() const { return token_; }
  const language::Requirement* requirement(std::string_view id) const;
  /// The first that the scenario checks.
  const std::string& main_requirement() const { return case_.scenario->checks.front(); }
  const Redactor& redactor() const { return transcript_.redactor(); }

  // What activities do.
  enum class Secret : std::uint8_t { no, yes };
  void write(std::string octets, Secret secret = Secret::no);
  void act(Act act) { acts_.push_back(std::move(act)); }
  void note(std::string text, Entry::Link link = Entry::Link::same);
  void hide(std::string secret) { transcript_.redactor().add(std::move(secret)); }
  /// Makes `index`, or a new connection of this name, the current one.
  void make_current(int index) { current_ = index; }
  /// The deadline has passed: is it only LF that is missing?
  void look_at_unfinished_reply();
  void open(std::string name);
  void shut(language::Shut::How how);
  void tls_started();
  /// Instructions that come before all others that are left.
  void put_first(std::vector<Instruction> instructions);

  /// A grade of a question; position and source are filled in.
  void grade(Finding finding);
  void claim(Claim claim);
  void block(std::string message, std::string observed);
  /// The same, where a fresh connection may well show more.
  void block_for_now(std::string message, std::string observed = {});
  /// By a reply with this code: a temporary one is for now.
  void block_by(int code, std::string message, std::string observed);
  void skip(std::string reason);
  /// Blocks the case if nothing had asked for this reply.
  bool is_in_step(const Arrival& arrival);
  /// Skips the case if the current connection does not announce what the scenario needs.
  void check_needs();
  /// A variable that nobody knows: blocks the case.
  bool knows_all(const Expander& expander);
  void set_end(Result::End end, bool at_question, bool nudge_answered);
  /// The target has no session for us now, and says so.
  void turned_away() { result_.turned_away = current_ == 0; }
  /// The target has no session for us, unless it is one beside another that it has.
  void no_session(int index);
  /// The same case may well end otherwise on a fresh connection.
  void expect_retry() { result_.retry = true; }
  /// Nothing that is left will be carried out.
  void end_case();

 private:
  Case case_;
  Circumstances circumstances_;
  const language::Catalogue* catalogue_;
  std::string token_;
  Variables variables_;
  std::deque<Connection> connections_;
  int current_ = 0;
  std::deque<Instruction> program_;
  std::unique_ptr<Activity> activity_;
  language::Position at_;
  std::string source_;
  bool of_given_ = true;
  bool ended_ = false;
  bool needs_checked_ = false;
  bool saying_goodbye_ = false;
  bool finished_ = false;
  Acts acts_;
  Millis now_{0};
  Millis started_{0};
  Transcript transcript_;
  Result result_;

  void run();
  void say_goodbye();
  void start(Instruction instruction);
  void finish();
  void received(int index, std::string_view octets);
  void arrived(int index, reply::Reply reply);
  void line_arrived(int index, std::string line);
  bool is_tls_record(int index, std::string_view octets);
  void look_at_reply(int index, const reply::Reply& reply, const Asked& asked);
  void remember_hello(int index, const reply::Reply& reply, const Asked& asked);
  void check_flood(int index);
  void record(Entry entry, int index, bool secret = false);
  void record_unfinished_reply(int index);
  void general(int index, std::string_view check, Grade grade, std::string message,
               const reply::Reply& reply);
};

/// A reply as it is shown in a message: visible, without its last line end, of bounded length, without
/// secrets.
std::string shown(const Session& session, const reply::Reply& reply);

}  // namespace smtpspec::player
