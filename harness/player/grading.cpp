#include "harness/player/grading.hpp"

#include "harness/player/match.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::player {
namespace {

using language::CodePattern;
using language::Expect;
using language::Level;
using language::Requirement;

enum class Ruling : std::uint8_t { blocked, note, warn, convict_if_proven };

// How a refusal is judged where an acceptance was asked for; the first row that holds the code.
struct RefusalRow {
  int first, last;
  Ruling ruling;
  std::string_view why;
};
constexpr std::array<RefusalRow, 10> kRefusals = {{
    {400, 499, Ruling::blocked, "refused for now"},
    {523, 523, Ruling::blocked, "encryption is demanded"},
    {530, 530, Ruling::blocked, "TLS or AUTH is demanded"},
    {534, 535, Ruling::blocked, "the credentials were refused"},
    {538, 538, Ruling::blocked, "encryption is demanded"},
    {500, 504, Ruling::convict_if_proven, "refused although valid"},
    {555, 555, Ruling::convict_if_proven, "refused although valid"},
    {550, 554, Ruling::note, "refused by policy"},
    {556, 556, Ruling::note, "refused by policy"},
    {505, 599, Ruling::warn, "refused with an unusual code"},
}};

// Commands that nothing but their verb can make invalid.
constexpr std::array<std::string_view, 5> kBare = {"DATA", "RSET", "QUIT", "NOOP", "STARTTLS"};
constexpr std::array<std::string_view, 3> kGreetings = {"EHLO", "HELO", "LHLO"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_proven(const Proof& proof) { return proof.verb_was_accepted || contains(kBare, proof.verb); }

// A server without EHLO announces nothing: only the scenario that asks for EHLO itself may blame it for that.
bool is_verb_unknown(int code, const Proof& proof) {
  return !proof.verb_was_accepted && contains(kGreetings, proof.verb) && (code == 500 || code == 502);
}

// RFC 5321 §4.1.4, §4.1.1.10: these may come at any time. For all others 503 says that the session is not
// where they belong. Where the verb was taken at this very point, that is not so.
bool blames_what_came_before(int code, const Proof& proof) {
  constexpr std::array<std::string_view, 9> kAtAnyTime = {"NOOP", "RSET", "QUIT", "VRFY", "EXPN",
                                                          "HELP", "EHLO", "HELO", "LHLO"};
  return code == 503 && !contains(kAtAnyTime, proof.verb) && !proof.verb_is_in_order;
}

constexpr std::uint16_t kPositive = 1 << 2 | 1 << 3;
constexpr std::uint16_t kNegative = 1 << 4 | 1 << 5;

// The first digits that a question asks for.
std::uint16_t first_digits(const Expect& question) {
  std::uint16_t out = 0;
  for (const CodePattern& pattern : question.codes) out = static_cast<std::uint16_t>(out | pattern.first);
  return out;
}

}  // namespace

Grade grade_of(const Requirement* requirement, Breach breach) {
  if (requirement == nullptr) return Grade::warn;
  switch (requirement->level) {
    case Level::must:
    case Level::must_not:
      if (requirement->text == "advice") return Grade::risk;  // security advice: no RFC says so
      return language::words_can_convict(*requirement) ? Grade::fail : Grade::warn;
    case Level::should:
    case Level::should_not:
      return Grade::warn;
    case Level::table:
      return breach == Breach::refuses && language::words_can_convict(*requirement) ? Grade::fail
                                                                                    : Grade::warn;
    case Level::may:
    case Level::advice:
      return Grade::note;
  }
  return Grade::note;
}

bool asks_refusal(const Expect& question) {
  return question.kind == Expect::Kind::reply && (first_digits(question) & kPositive) == 0;
}

bool is_beside_the_question(const Expect& alternative, const reply::Reply& reply, const Proof& proof) {
  // RFC 3207 §4: all but these.
  constexpr std::array<std::string_view, 4> kNever530 = {"NOOP", "EHLO", "STARTTLS", "QUIT"};
  if (reply.code == 0) return true;
  const bool asks_for_more = reply.code == 530 && !contains(kNever530, proof.verb);
  return (asks_for_more || blames_what_came_before(reply.code, proof)) &&
         matches_by_class_only(alternative.codes, reply.code);
}

Graded grade_unlisted(const Expect& question, const reply::Reply& reply, const Proof& proof,
                      const Requirement* requirement) {
  const int digit = reply.code / 100;
  if (digit < 2 || digit > 5) return {Grade::blocked, "no reply that can be read"};
  if (question.kind != Expect::Kind::reply) return {grade_of(requirement, Breach::accepts), "answered"};
  const std::uint16_t asked = first_digits(question);
  const bool same_class = (asked & (1 << digit)) != 0;
  if (matches_any(question.codes, reply.code)) {
    return {grade_of(requirement, digit < 4 ? Breach::accepts : Breach::refuses),
            "the right code, but not what it says"};
  }
  if (digit < 4) {
    if (same_class) return {Grade::warn, "another code of the right kind"};
    return {grade_of(requirement, (asked & kNegative) != 0 ? Breach::accepts : Breach::refuses), "accepted"};
  }
  if ((asked & kNegative) != 0) {
    if (reply.code == 421) return {Grade::note, "the connection was given up"};
    if (reply.code == 530) return {Grade::note, "TLS or AUTH is demanded first"};
    return {Grade::warn, "refused, with another code"};
  }
  if (blames_what_came_before(reply.code, proof))
    return {Grade::blocked, "called out of order: what came before it may not have been carried out"};
  const auto row = std::find_if(kRefusals.begin(), kRefusals.end(), [&](const RefusalRow& refusal) {
    return refusal.first <= reply.code && reply.code <= refusal.last;
  });
  switch (row->ruling) {
    case Ruling::blocked:
      return {Grade::blocked, row->why};
    case Ruling::note:
      return {Grade::note, row->why};
    case Ruling::warn:
      return {Grade::warn, row->why};
    case Ruling::convict_if_proven:
      break;
  }
  if (is_verb_unknown(reply.code, proof)) return {Grade::blocked, "not known at all"};
  if (!is_proven(proof)) return {Grade::warn, "refused, and so might be any such command"};
  return {grade_of(requirement, Breach::refuses), row->why};
}

Graded grade_unlisted_close(const Expect& question) {
  if (asks_refusal(question)) return {Grade::note, "closed instead of a reply"};
  return {Grade::blocked, "closed without a reply"};
}

}  // namespace smtpspec::player
