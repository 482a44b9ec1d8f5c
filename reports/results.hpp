#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The results of a run as plain structs: the master of every report. Knows nothing of the harness.
namespace smtpspec::reports {

enum class Verdict : std::uint8_t { pass, note, warn, skip, blocked, risk, fail, error };
inline constexpr std::size_t kVerdicts = 8;
std::string_view name(Verdict verdict);
std::optional<Verdict> verdict_named(std::string_view name);

/// One line of a dialogue. `octets` are raw; every report escapes them itself.
struct Exchange {
  enum class Kind : std::uint8_t { sent, received, event } kind = Kind::event;
  int connection = 0;
  std::int64_t at_ms = 0;
  std::string octets;
  std::string text;     ///< event
  std::string answers;  ///< received: the command it answers
  std::string oracle;   ///< received: the oracle's view: "permitted: 503 (RFC5321-4.1.4-u)"; empty: none
  bool oracle_differs = false;
  bool redacted = false;
  bool in_tls = false;
  std::uint64_t dropped = 0;  ///< how many more octets there were: they are kept nowhere
};

/// A graded question, or a delivery claim.
struct Finding {
  Verdict verdict = Verdict::pass;
  std::string message, requirement, allowed, observed;
  std::string file;
  std::uint32_t line = 0, column = 0;
  std::string source;
};

/// The requirement a case checks, as the catalogue says it.
struct Rule {
  std::string id, level, rfc, section, statement, latitude;
};

struct CaseResult {
  std::string id;        ///< "rset-forgets-sender", "lf-dot-lf.../at-once"
  std::string scenario;  ///< without the variant
  std::string group;     ///< "rfc5321/4.1.1.5-rset"
  std::string suite_title;
  std::string title, why;
  std::uint32_t rev = 1;
  std::vector<std::string> tags;
  std::vector<Rule> rules;  ///< the first gives the level
  Verdict verdict = Verdict::pass;
  std::string message;  ///< one line
  std::vector<Finding> findings;
  std::vector<Exchange> transcript;
  std::string file;  ///< scenario file as the user would open it
  std::uint32_t line = 0;
  std::string scenario_source;  ///< the scenario's lines
  double seconds = 0;
  int attempts = 1;
  std::string crash;  ///< "killed by SIGSEGV", or empty
  // of a check made on every dialogue (every_dialogue.hpp); else 0 and empty
  std::uint64_t count = 0;                   ///< how often it was seen,
  std::uint64_t replies = 0, dialogues = 0;  ///< of how many replies, in how many dialogues
  std::string first_in;                      ///< the id of a case whose dialogue shows it
  std::string rerun;                         ///< the command that repeats it
  // set by the baseline
  bool listed = false;          ///< an entry of the baseline speaks of it
  bool expected = true;         ///< false: listed, but it came out otherwise
  std::string baseline_reason;  ///< why it is listed, or how it departs from what is listed
};

/// An entry of the baseline that no case of a whole run matched.
struct StaleEntry {
  std::string file;
  std::uint32_t line = 0;
  std::string pattern;
};

struct Target {
  std::string address;             ///< "127.0.0.1:2525", or "bundled reference"
  std::string banner;              ///< octets
  std::vector<std::string> ehlo;   ///< the lines behind the first
  std::string role, product;       ///< product: what the banner names, or empty
  std::vector<std::string> notes;  ///< what the preflight found, in plain words
};

/// Which parts of a corpus that was split with --shard are in a run, counted from 1; several after a merge.
struct Shards {
  std::uint32_t of = 0;  ///< 0: it was not split
  std::vector<std::uint32_t> here;
};

struct Run {
  std::string tool_version;
  std::vector<std::string> command_line;
  Target target;
  std::uint64_t seed = 0;
  std::string started;  ///< UTC, "2026-11-24T11:00:00Z"
  double seconds = 0;
  bool strict = false, security = true;
  bool complete = true;   ///< false: interrupted or cut by --max-run-time
  bool partial = false;   ///< selectors or --shard chose a part of the corpus
  bool selected = false;  ///< selectors did
  Shards shards;
  std::string lost;      ///< why the target could not be asked (any more), and what was played then
  std::string baseline;  ///< the file, or empty
  std::vector<StaleEntry> stale;
  std::vector<CaseResult> cases;
  std::vector<std::string> not_run;  ///< ids that were cut
};

/// Counts against the target: fail; risk where `security`; warn where `strict`.
bool is_finding(const Run& run, const CaseResult& c);
/// A finding that the baseline lists as it came out.
bool is_known(const Run& run, const CaseResult& c);
/// Someone must act on it: a finding that is not known, or a listed case that came out otherwise.
bool is_news(const Run& run, const CaseResult& c);
/// How many of its cases have this verdict.
std::size_t count(const Run& run, Verdict verdict);
/// Something is news, or an entry of the baseline is stale.
bool has_news(const Run& run);
/// What exit code 0 asks for: something was asked, the target was not lost, no error, no news.
bool as_expected(const Run& run);

}  // namespace smtpspec::reports
