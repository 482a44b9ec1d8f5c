#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/catalogue.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// A scenario as a machine without I/O: it says what to do, and is told what happened.
namespace smtpspec::player {

using language::Grade;
using Millis = std::chrono::milliseconds;

// What the machine asks for. A connection is named by the index in which it was opened; 0 is "main".
struct Connect {
  int connection = 0;
};
/// Octets for the wire. Writes of one connection go out in order, each in a write (and TLS record) of its
/// own.
struct Write {
  int connection = 0;
  std::string octets;
};
struct HandshakeTls {
  int connection = 0;
};
struct CloseConnection {
  int connection = 0;
  language::Shut::How how = language::Shut::How::close;
};
using Act = std::variant<Connect, Write, HandshakeTls, CloseConnection>;
using Acts = std::vector<Act>;

// What it is told. Each is about one connection.
struct Connected {
  bool tls = false;
  std::string detail;
};  ///< detail: the local port, or the TLS version and cipher
struct ConnectFailed {
  std::string why;
};
struct Received {
  std::string octets;
};
struct PeerClosed {
  bool reset = false;
  std::string why{};  ///< how TLS ended, where that was not in order
};
struct TlsStarted {
  std::string detail;
};  ///< "TLSv1.3 TLS_AES_256_GCM_SHA384"
struct TlsFailed {
  std::string why;
};  ///< the alert, or that plain text came instead
using Event = std::variant<Connected, ConnectFailed, Received, PeerClosed, TlsStarted, TlsFailed>;

/// The client's half of a SASL mechanism; a pure interface, implemented at the edge.
class SaslClient {
 public:
  virtual ~SaslClient() = default;
  /// The next response to a decoded challenge (nothing: asks for the initial response). Nothing: cannot go
  /// on.
  virtual std::optional<std::string> step(const std::optional<std::string>& challenge) = 0;
};
using SaslFactory = std::unique_ptr<SaslClient> (*)(const std::string& mechanism, const std::string& user,
                                                    const std::string& password);

/// What is known of the target and set by the user; the same for every case of a run.
struct Circumstances {
  /// client, sender, recipient ...; absent: not known. `domain` and `local-part` are taken from the
  /// recipient, `header` is made. `date` is an input, as RFC 5322 writes it, since the player has no clock;
  /// absent: a fixed day.
  std::map<std::string, std::string, std::less<>> variables;
  std::vector<std::string> abilities;  ///< lower-case `needs` words that hold
  std::vector<std::string> unasked;    ///< those of which nobody knows
  std::string role = "mta";
  std::string era = "5321";   ///< 821 or 1123: what a scenario of that era finds counts; else it is a note
  bool use_starttls = false;  ///< the profile: STARTTLS before mail
  bool implicit_tls = false;
  bool authenticate = false;  ///< the profile: AUTH before mail
  bool auth_in_tls = false;   ///< AUTH is offered, or taken, inside TLS only
  bool lmtp = false;
  std::vector<std::string> ehlo_keywords;  ///< as the preflight saw them, upper-case; empty: not known yet
  bool helo_only = false;                  ///< the preflight saw EHLO refused, and HELO taken
  Millis reply_timeout{10'000};
  Millis banner_timeout{60'000};
  Millis quiet{300};  ///< a multiple of the latency: how long "nothing comes" takes
  SaslFactory sasl = nullptr;
};

/// One line of what happened. `octets` are exact; secrets are replaced by `redacted`.
struct Entry {
  enum class Kind : std::uint8_t { sent, received, event } kind = Kind::event;
  /// event: what became of the connection
  enum class Link : std::uint8_t {
    same,
    connected,
    not_connected,
    closed_by_peer,
    reset_by_peer,
    half_closed,
    closed,
    reset
  } link = Link::same;
  int connection = 0;
  Millis at{0};        ///< since the play began
  std::string octets;  ///< sent, received: one entry a write, one entry a reply; at most Result::kKeptOctets
  std::uint64_t dropped = 0;  ///< octets of this entry beyond those kept
  std::string text;           ///< event: "TLS started: TLSv1.3 ..."
  bool redacted = false;      ///< a secret stood here
  bool in_tls = false;
  std::string answers;            ///< received: the command it answers ("RCPT TO:<...>"), if known
  std::uint32_t source_line = 0;  ///< the step that caused it, 0 for `given`
};

/// Sees a play while it goes on. The play is over when it is destroyed.
class Witness {
 public:
  virtual ~Witness() = default;
  /// Each entry of the transcript as it is made; here `octets` is whole, whatever its size.
  virtual void saw(const Entry& entry) = 0;
};

/// A check that failed, or the grade a question was given.
struct Finding {
  Grade grade = Grade::pass;
  std::string message;      ///< one line: "answered 250, allowed 503"
  std::string requirement;  ///< the one that convicts
  std::string allowed;      ///< "503 | (warn) 5yz"
  std::string observed;     ///< the reply, escaped
  language::Position at;
  std::string source;  ///< the line of the scenario
};

/// A claim about delivery, settled when the run ends.
struct Claim {
  language::DeliveredClaim claim;  ///< with every template already filled in (one literal part each)
  std::vector<language::DeliveredRow> rows;
  std::string token;
  std::string requirement;
  language::Position at;
  std::string source;
};

/// One of the checks made on every dialogue (the form of replies, the greeting, lengths, enhanced codes, one
/// reply a command). `run` makes one test case of each.
struct GeneralCheck {
  std::string_view id;     ///< "reply-form"; never renamed
  std::string_view title;  ///< what a conforming server does
  std::string_view requirement;
};
/// All of them.
std::span<const GeneralCheck> general_checks();

/// A breach seen by a general check. Not part of Result::findings, nor of the verdict.
struct GeneralFinding {
  std::string_view check;
  Finding finding;
  int connection = 0;
};

/// How the play ended.
struct Result {
  static constexpr std::size_t kKeptOctets = 16 * 1024;  ///< of one entry of the transcript
  static constexpr std::size_t kKeptEntries = 400;       ///< of the transcript; the last ones are kept too
  static constexpr std::size_t kKeptGeneral = 20;        ///< general findings

  /// error: the harness or the network; unreachable: no connection or no banner; silent: see below
  enum class End : std::uint8_t { finished, unreachable, silent, error } end = End::finished;
  Grade verdict = Grade::pass;    ///< worst of `findings`
  std::string message;            ///< of the worst finding, or why it was skipped or blocked
  std::vector<Finding> findings;  ///< in order; passes included
  std::vector<Claim> claims;
  std::vector<Entry> transcript;
  bool retry = false;        ///< a 421 or 4yz met a precondition: worth a fresh connection
  bool turned_away = false;  ///< a 421 or 4yz was the greeting
  bool silent_at_question =
      false;                    ///< silent: it was a question that was not answered, not a step of the set-up
  bool nudge_answered = false;  ///< silent: CRLF and NOOP were answered, what was waited for was not
  std::vector<GeneralFinding> general;                 ///< at most kKeptGeneral
  std::uint64_t replies_seen = 0;                      ///< what the general checks looked at
  std::vector<language::Position> alternatives_taken;  ///< of the rows (and questions) that gave a grade
};

/// One case: a scenario and one of its variants (or none).
struct Case {
  std::shared_ptr<const language::Suite> suite;
  const language::Scenario* scenario = nullptr;  ///< inside `suite`
  const language::Variant* variant = nullptr;    ///< inside `scenario`, or null
  std::string id() const;                        ///< "id" or "id/variant"
};
/// Every case of a suite, in order.
std::vector<Case> cases(std::shared_ptr<const language::Suite> suite);

/// Why a case does not apply, in words; empty if it does. Needs no connection.
std::string why_skipped(const Case& c, const Circumstances& circumstances);

/// Plays one case. Time is a parameter: milliseconds since any origin, never going back.
class Play {
 public:
  Play(Case c, Circumstances circumstances, const language::Catalogue& catalogue, std::string token);
  ~Play();
  Play(Play&&) noexcept;
  Play& operator=(Play&&) noexcept;

  /// Shows it to one more witness. Call before begin().
  void show_to(std::unique_ptr<Witness> witness);
  Acts begin(Millis now);
  Acts on(int connection, const Event& event, Millis now);
  /// Call when `now` has reached deadline().
  Acts wake(Millis now);
  /// The earliest moment at which the machine wants to be woken; nothing when it only waits for events.
  std::optional<Millis> deadline() const;
  bool finished() const;
  /// Valid once finished.
  Result take_result();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::player
