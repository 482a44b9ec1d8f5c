#pragma once

#include "harness/language/catalogue.hpp"
#include "harness/player/player.hpp"
#include "reference/reply/reply.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// The grade of what no alternative of a question lists. A false accusation is the worst mistake, so that a
/// grade is only as bad as what was proven in the session allows.
namespace smtpspec::player {

/// What breaking a requirement is worth.
enum class Breach : std::uint8_t {
  accepts,  ///< something that should have been refused was taken
  refuses,  ///< something valid and announced was refused
};
Grade grade_of(const language::Requirement* requirement, Breach breach);

/// What the grade may rest on.
struct Proof {
  std::string_view verb;           ///< of the command that was answered
  bool verb_was_accepted = false;  ///< earlier in the session
  bool verb_is_in_order = false;   ///< it was accepted at this very point of the sequence of commands
};

struct Graded {
  Grade grade = Grade::pass;
  std::string_view why;  ///< "another code of the right kind"
};

/// A lawful server may say this to any such command: garbage is no answer, and 530 asks for TLS or AUTH first
/// (RFC 3207 §4, RFC 4954 §6). And 503 speaks of the commands before: it may be they that were not carried
/// out, a RSET for one, whatever they were answered. An alternative that is a breach is not believed on it,
/// unless it names the code.
bool is_beside_the_question(const language::Expect& alternative, const reply::Reply& reply,
                            const Proof& proof);

/// A reply that neither the question nor its alternatives match.
Graded grade_unlisted(const language::Expect& question, const reply::Reply& reply, const Proof& proof,
                      const language::Requirement* requirement);
/// A close where the question and its alternatives list none.
Graded grade_unlisted_close(const language::Expect& question);
/// The question has 4yz or 5yz codes of its own.
bool asks_refusal(const language::Expect& question);

}  // namespace smtpspec::player
