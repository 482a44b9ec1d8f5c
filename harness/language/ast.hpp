#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The syntax tree of a scenario file: what was written, with positions, nothing resolved.
/// docs/scenario-language.md is the grammar. The tree owns its text.
namespace smtpspec::language {

using Millis = std::chrono::milliseconds;

/// 1-based; columns count octets.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// Grade of an alternative; the order is the order of badness, worst last.
enum class Grade : std::uint8_t { pass, note, warn, skip, blocked, risk, fail };
constexpr bool is_breach(Grade grade) { return grade == Grade::risk || grade == Grade::fail; }

/// Text with holes: literal parts and ${...} in turn. Escapes are already undone.
struct Hole {
  std::string function;  ///< empty for a plain variable
  std::vector<std::string>
      arguments;  ///< the variable's name, or the function's arguments (which may hold ${...})
  Position at;
};
struct Template {
  std::vector<std::variant<std::string, Hole>> parts;
  Position at;
};

/// A piece of an exact write.
struct Piece {
  enum class Kind : std::uint8_t { text, hex, named, repeat, base64, gap, split, each } kind = Kind::text;
  Template text;             ///< text; also the name (one literal part) for named
  std::string octets;        ///< hex, decoded
  std::string name;          ///< named
  Template count;            ///< repeat: a number; gap: a duration that a variant gives, else empty
  std::vector<Piece> inner;  ///< repeat, base64, each: exactly one
  Millis pause{0};           ///< gap
  Position at;
};

/// A set of reply codes: one digit mask for each of the three places.
struct CodePattern {
  std::uint16_t first = 0, second = 0, third = 0;  ///< bit d set: digit d allowed
  bool any = false;                                ///< any reply at all, 421 included
  std::string text;                                ///< as written
};

struct Pattern {
  std::string re;  ///< RE2 syntax
  bool ignore_case = false;
  Position at;
};

struct Capture {
  std::string name;
  Pattern pattern;
};

struct Expect {
  enum class Kind : std::uint8_t {
    reply,
    close,
    silence,
    tls_done,
    tls_failed,
    auth_done,
    auth_failed,
    line
  } kind = Kind::reply;
  std::vector<CodePattern> codes;
  std::optional<Pattern> text;
  std::string enhanced;  ///< "5.1.x", or empty
  std::optional<std::pair<std::uint32_t, std::uint32_t>> lines;
  std::vector<std::string> has, lacks;
  std::vector<Capture> captures;
  std::optional<Pattern> line;
  Position at;
  std::string text_of_source;  ///< as written, for messages
};

struct Alternative {
  Grade grade = Grade::pass;
  Expect expect;
  std::string label;
  std::string cites;  ///< a requirement of its own, or empty
  std::string seen;   ///< the real server and its octets, where the reference cannot behave so; or empty
  bool ends = false;
  Position at;
};

/// An item of an outcome's sequence.
struct SequenceItem {
  enum class Kind : std::uint8_t { codes, any_number, close, maybe_close, none } kind = Kind::codes;
  std::vector<CodePattern> codes;
  bool repeats = false;  ///< "5yz...": one or more replies of these codes
};
struct OutcomeRow {
  Grade grade = Grade::pass;
  std::string label;
  std::vector<std::vector<SequenceItem>> sequences;  ///< separated by "/"
  std::string cites, seen;
  Position at;
  std::string text_of_source;
};

/// What a `delivered` step or row claims.
struct DeliveredClaim {
  std::uint32_t count = 0;
  std::optional<Template> from;
  std::vector<Template> to;
  std::vector<Piece> content, has, lacks;
  std::vector<Pattern> matches;  ///< on the whole of the message, its new trace fields included
};
struct DeliveredRow {
  Grade grade = Grade::pass;
  DeliveredClaim claim;
  std::string label, seen;
  Position at;
};

// The steps.
struct ClientLine {
  Template text;
};
struct ClientWrite {
  std::vector<Piece> pieces;
  bool together = false;
};
struct SetUp {
  Expect expect;
};
struct Question {
  Expect expect;      ///< tried before the alternatives; a bare `any` behind them
  bool ends = false;  ///< so answered, the scenario ends here
  std::vector<Alternative> alternatives;
};
struct Outcome {
  std::uint32_t after = 1;
  bool settled = false;  ///< the fence waits until the server is quiet
  enum class Fence : std::uint8_t { quit, noop, close } fence = Fence::quit;
  std::vector<OutcomeRow> rows;
};
struct Delivered {
  DeliveredClaim claim;
  std::vector<DeliveredRow> rows;
};
struct Silence {
  Millis time{0};
  std::string reason;
};
struct Pause {
  Millis time{0};
  std::string reason;
};
struct TlsHandshake {
  std::vector<Alternative> alternatives;
};  ///< empty: set-up
struct Auth {
  std::string mechanism;
  std::optional<Template> user, password;
  std::vector<Alternative> alternatives;  ///< empty: set-up
};
struct OpenConnection {
  std::string name;
  bool greet = true;
};
struct OnConnection {
  std::string name;
};
struct Shut {
  enum class How : std::uint8_t { half, close, reset } how = How::close;
};
struct Turn {};

struct Step {
  std::variant<ClientLine, ClientWrite, SetUp, Question, Outcome, Delivered, Silence, Pause, TlsHandshake,
               Auth, OpenConnection, OnConnection, Shut, Turn>
      what;
  Position at;
  std::string source;  ///< the line as written, without indentation
};

struct Given {
  std::string word;
  std::uint32_t count = 1;
  Position at;
};
struct Variant {
  std::string name;
  std::vector<std::pair<std::string, Template>> values;
  Position at;
};
struct NamedOctets {
  std::string name;
  std::vector<Piece> pieces;
  Position at;
};

struct Scenario {
  std::string id;
  std::string title;
  std::string why;
  std::vector<std::string> checks;
  std::vector<Given> given;
  std::vector<std::string> needs, roles, tags;
  std::uint32_t rev = 1;
  std::string era;
  std::vector<Variant> variants;
  std::vector<NamedOctets> octets;
  std::vector<Step> steps;
  Position at;
};

struct Suite {
  std::string file;   ///< as opened
  std::string group;  ///< "rfc5321/4.1.1.5-rset": the path under scenarios/ without the ending
  std::string title;
  std::vector<Scenario> scenarios;
};

}  // namespace smtpspec::language
